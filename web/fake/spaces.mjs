import { empty, json, readJson } from './http.mjs';
import { show } from './people.mjs';
import { denied, notFound, Problem } from './problems.mjs';

export const spaceRoutes = (world) => ({
  'GET /api/v1/spaces': ({ response, person }) => {
    const mine = [...world.spaces.values()].filter((one) => one.members.has(person.id));
    mine.sort((a, b) => Number(a.kind === 'team') - Number(b.kind === 'team'));
    json(
      response,
      200,
      mine.map((one) => world.showSpace(one, person)),
    );
  },
  'POST /api/v1/spaces': async ({ request, response, person }) => {
    if (!person.administrator) throw denied();
    const { name, quota } = await readJson(request);
    world.checkName(name?.trim());
    json(response, 201, world.showSpace(world.addSpace('team', name.trim(), person, quota ?? null), person));
  },
  'GET /api/v1/spaces/:id/members': ({ response, person, params }) => {
    const space = world.spaceFor(person, params.id, 'manager');
    const members = [...space.members].map(([id, role]) => ({ person: show(world.people.get(id)), role }));
    json(response, 200, members);
  },
  'PUT /api/v1/spaces/:id/members/:name': async ({ request, response, person, params }) => {
    const space = world.spaceFor(person, params.id, 'manager');
    const member = world.personNamed(params.name);
    if (!member) throw notFound();
    const { role } = await readJson(request);
    if (!['viewer', 'editor', 'manager'].includes(role))
      throw new Problem('invalid', 'There is no such role.');
    space.members.set(member.id, role);
    empty(response);
  },
  'DELETE /api/v1/spaces/:id/members/:name': ({ response, person, params }) => {
    const space = world.spaceFor(person, params.id, 'manager');
    const member = world.personNamed(params.name);
    if (!member || !space.members.delete(member.id)) throw notFound();
    empty(response);
  },
});
