import { empty, json, readJson } from './http.mjs';
import { show } from './people.mjs';
import { denied, notFound, Problem } from './problems.mjs';

const exists = () => new Problem('exists', 'There is a group of this name already.');

function needAdministrator({ person }) {
  if (!person.administrator) throw denied();
}

const shown = ({ id, name }) => ({ id, name });

export const groupRoutes = (world) => ({
  'GET /api/v1/groups': (call) => {
    const text = call.query.get('search');
    if (text === null) needAdministrator(call);
    const all = [...world.groups.values()].filter((one) =>
      one.name.toLowerCase().includes((text ?? '').toLowerCase()),
    );
    json(call.response, 200, all.toSorted((a, b) => a.name.localeCompare(b.name)).map(shown));
  },
  'POST /api/v1/groups': async (call) => {
    needAdministrator(call);
    const name = checked(world, (await readJson(call.request)).name, null);
    const group = { id: world.id(), name, members: new Set() };
    world.groups.set(group.id, group);
    json(call.response, 201, shown(group));
  },
  'PATCH /api/v1/groups/:id': async (call) => {
    const group = groupFor(world, call);
    group.name = checked(world, (await readJson(call.request)).name, group);
    json(call.response, 200, shown(group));
  },
  'DELETE /api/v1/groups/:id': (call) => {
    const { id } = groupFor(world, call);
    world.groups.delete(id);
    for (const space of world.spaces.values()) space.groups?.delete(id);
    empty(call.response);
  },
  'GET /api/v1/groups/:id/members': (call) => {
    const members = [...groupFor(world, call).members].map((id) => show(world.people.get(id)));
    json(call.response, 200, members);
  },
  'PUT /api/v1/groups/:id/members/:name': (call) => {
    const member = world.personNamed(call.params.name);
    if (!member) throw notFound();
    groupFor(world, call).members.add(member.id);
    empty(call.response);
  },
  'DELETE /api/v1/groups/:id/members/:name': (call) => {
    const member = world.personNamed(call.params.name);
    if (!member) throw notFound();
    groupFor(world, call).members.delete(member.id);
    empty(call.response);
  },
  'GET /api/v1/spaces/:id/groups': ({ response, person, params }) => {
    const space = world.spaceFor(person, params.id, 'manager');
    const members = [...(space.groups ?? [])].map(([id, role]) => ({
      group: shown(world.groups.get(id)),
      role,
    }));
    json(response, 200, members);
  },
  'PUT /api/v1/spaces/:id/groups/:group': async ({ request, response, person, params }) => {
    const space = world.spaceFor(person, params.id, 'manager');
    if (!world.groups.has(params.group)) throw notFound();
    space.groups ??= new Map();
    space.groups.set(params.group, (await readJson(request)).role);
    empty(response);
  },
  'DELETE /api/v1/spaces/:id/groups/:group': ({ response, person, params }) => {
    const space = world.spaceFor(person, params.id, 'manager');
    if (!space.groups?.delete(params.group)) throw notFound();
    empty(response);
  },
  'PATCH /api/v1/spaces/:id': async (call) => {
    needAdministrator(call);
    const space = world.spaces.get(call.params.id);
    if (!space) throw notFound();
    space.quota = (await readJson(call.request)).quota;
    empty(call.response);
  },
  'GET /api/v1/people/:name/quota': (call) => {
    const { used, quota } = world.showSpace(...personalOf(world, call));
    json(call.response, 200, { used, quota });
  },
  'PUT /api/v1/people/:name/quota': async (call) => {
    const [space] = personalOf(world, call);
    space.quota = (await readJson(call.request)).quota;
    empty(call.response);
  },
});

function groupFor(world, call) {
  needAdministrator(call);
  const group = world.groups.get(call.params.id);
  if (!group) throw notFound();
  return group;
}

function personalOf(world, call) {
  needAdministrator(call);
  const owner = world.personNamed(call.params.name);
  if (!owner) throw notFound();
  const space = [...world.spaces.values()].find(
    (one) => one.kind === 'personal' && one.members.has(owner.id),
  );
  return [space, owner];
}

function checked(world, name, self) {
  const stripped = name?.trim();
  if (!stripped) throw new Problem('invalid', 'A group has a name.');
  for (const one of world.groups.values()) {
    if (one !== self && one.name.toLowerCase() === stripped.toLowerCase()) throw exists();
  }
  return stripped;
}
