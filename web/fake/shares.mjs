import { bytes, empty, json, readBody, readJson } from './http.mjs';
import { denied, notFound, Problem } from './problems.mjs';
import { secret, typeOf } from './world.mjs';
import { zip } from './zip.mjs';

const CAN = {
  add: ['read', 'create'],
  view: ['read'],
  edit: ['read', 'write', 'create', 'rename', 'delete'],
  drop: ['create'],
};
const FIELDS = ['access', 'label', 'note', 'password', 'expiresAt', 'downloadLimit'];

const given = (world, person) =>
  [...world.links.values()].filter((one) => one.giver.id === person.id && world.isLinked(nodeOf(world, one)));
const nodeOf = (world, link) => world.nodes.get(link.node);
const isLive = (link) =>
  (link.expiresAt === null || new Date(link.expiresAt) > new Date()) &&
  (link.downloadLimit === null || link.downloads < link.downloadLimit);

function show(world, person, { giver, ...link }) {
  const node = world.nodes.get(link.node);
  const path = world.pathOf(node).map(({ id, name }) => ({ id, name }));
  return {
    kind: 'link',
    ...link,
    password: link.password !== null,
    live: isLive(link),
    own: giver.id === person.id,
    node: { ...world.showNode(node, person), path },
  };
}

function wish(body) {
  if (body.password && body.password.length < 10) throw new Problem('invalid', 'The password is too short.');
  if (body.expiresAt && new Date(body.expiresAt) <= new Date())
    throw new Problem('invalid', 'A link cannot end in the past.');
  return Object.fromEntries(Object.entries(body).filter(([key]) => FIELDS.includes(key)));
}

/** Giving links. */
export const shareRoutes = (world) => ({
  'GET /api/v1/shares': ({ response, person }) =>
    json(
      response,
      200,
      [
        ...given(world, person).map((one) => show(world, person, one)),
        ...ownShares(world, person).map((one) => showShare(world, person, one)),
      ].toSorted((a, b) => b.madeAt.localeCompare(a.madeAt)),
    ),
  'GET /api/v1/nodes/:id/shares': ({ response, person, params }) => {
    const node = world.nodeFor(person, params.id);
    const here = (one) => one.node === node.id;
    json(response, 200, [
      ...given(world, person)
        .filter(here)
        .map((one) => show(world, person, one)),
      ...ownShares(world, person)
        .filter(here)
        .map((one) => showShare(world, person, one)),
    ]);
  },
  'POST /api/v1/nodes/:id/shares': async ({ request, response, person, params }) => {
    const node = world.nodeFor(person, params.id, 'editor');
    if (node.parent === null || world.receivedBy(person, node)) throw denied();
    const body = await readJson(request);
    const whom = whomOf(world, body);
    if (!whom) throw notFound();
    if (whom.kind === 'person' && world.spaces.get(node.space).members.has(whom.id))
      throw new Problem('invalid', 'They belong to this space already.');
    const same = (one) => one.node === node.id && one.kind === whom.kind && one.with === whom.id;
    if (ownShares(world, person).some(same)) throw new Problem('exists', 'You share this already.');
    const share = {
      id: world.id(),
      kind: whom.kind,
      with: whom.id,
      node: node.id,
      giver: person,
      access: 'view',
      note: '',
      expiresAt: null,
      madeAt: new Date().toISOString(),
      left: new Set(),
      ...wish(body),
    };
    world.shares.set(share.id, share);
    json(response, 201, showShare(world, person, share));
  },
  'GET /api/v1/received': ({ response, person }) =>
    json(
      response,
      200,
      world
        .sharesWith(person)
        .map((one) => showReceived(world, person, one))
        .reverse(),
    ),
  'DELETE /api/v1/received/:id': ({ response, person, params }) => {
    const mine = world.sharesWith(person).filter((one) => one.node === params.id);
    if (mine.length === 0) throw notFound();
    for (const one of mine) one.left.add(person.id);
    empty(response);
  },
  'GET /api/v1/sharees': ({ response, person, query }) => {
    const text = (query.get('q') ?? '').toLowerCase();
    const fits = (name) => text.length >= 2 && name.toLowerCase().includes(text);
    const people = [...world.people.values()].filter(
      (one) => one.id !== person.id && (fits(one.displayName) || fits(one.name)),
    );
    const groups = [...world.groups.values()].filter((one) => fits(one.name));
    json(response, 200, [
      ...people.map((one) => whomOf(world, { kind: 'person', with: one.id })),
      ...groups.map((one) => whomOf(world, { kind: 'group', with: one.id })),
    ]);
  },
  'POST /api/v1/nodes/:id/links': async ({ request, response, person, params }) => {
    const node = world.nodeFor(person, params.id, 'editor');
    if (node.parent === null) throw denied();
    const link = {
      id: world.id(),
      token: secret()
        .replace(/[^0-9a-z]/gi, '0')
        .padEnd(22, '0')
        .slice(0, 22),
      node: node.id,
      giver: person,
      access: 'view',
      label: '',
      note: '',
      password: null,
      expiresAt: null,
      downloadLimit: null,
      downloads: 0,
      madeAt: new Date().toISOString(),
      ...wish(await readJson(request)),
    };
    world.links.set(link.token, link);
    json(response, 201, show(world, person, link));
  },
  'PATCH /api/v1/shares/:id': async ({ request, response, person, params }) => {
    const share = ownShares(world, person).find((one) => one.id === params.id);
    const one = share ?? own(world, person, params.id);
    Object.assign(one, wish(await readJson(request)));
    json(response, 200, share ? showShare(world, person, one) : show(world, person, one));
  },
  'DELETE /api/v1/shares/:id': ({ response, person, params }) => {
    if (ownShares(world, person).some((one) => one.id === params.id)) world.shares.delete(params.id);
    else world.links.delete(own(world, person, params.id).token);
    empty(response);
  },
});

const ownShares = (world, person) =>
  [...world.shares.values()].filter(
    (one) => one.giver.id === person.id && world.isLinked(world.nodes.get(one.node)),
  );

/** In JSON, whom something is shared with. */
function whomOf(world, { kind, with: id }) {
  const one = kind === 'group' ? world.groups.get(id) : world.people.get(id);
  return one && { kind, id, name: one.name, displayName: one.displayName ?? one.name };
}

function showShare(world, person, { giver, left: _, ...share }) {
  const node = world.nodes.get(share.node);
  const path = world.pathOf(node).map(({ id, name }) => ({ id, name }));
  return {
    ...share,
    with: whomOf(world, share),
    live: share.expiresAt === null || new Date(share.expiresAt) > new Date(),
    own: giver.id === person.id,
    node: { ...world.showNode(node, person), path },
  };
}

function showReceived(world, person, share) {
  const node = world.nodes.get(share.node);
  const { access, note, expiresAt, madeAt, giver } = share;
  return {
    node: { ...world.showNode(node, person), path: [{ id: node.id, name: node.name }] },
    giver: whomOf(world, { kind: 'person', with: giver.id }),
    groups: share.kind === 'group' ? [whomOf(world, share)] : [],
    access,
    note,
    expiresAt,
    at: madeAt,
  };
}

function own(world, person, id) {
  const link = given(world, person).find((one) => one.id === id);
  if (!link) throw notFound();
  return link;
}

/** Following links: for whoever has one. */
export const visitRoutes = (world) => ({
  'GET /api/v1/links/:token': ({ request, response, params }) => {
    const link = live(world, params.token);
    if (!isOpen(link, request)) return json(response, 200, { locked: true });
    const node = nodeOf(world, link);
    json(response, 200, {
      locked: false,
      access: link.access,
      giver: link.giver.displayName,
      note: link.note,
      expiresAt: link.expiresAt,
      counted: link.downloadLimit !== null,
      node: link.access === 'drop' ? null : world.showAs(node, CAN[link.access], true),
      name: node.name,
    });
  },
  'POST /api/v1/links/:token/unlock': async ({ request, response, params }) => {
    const link = live(world, params.token);
    const { password } = await readJson(request);
    if (password !== link.password) throw new Problem('signed-out', 'This is not the password.');
    const proof = Buffer.from(password).toString('hex');
    empty(response, {
      'Set-Cookie': `allmende_link=${proof}; Path=/api/v1/links/${link.token}; HttpOnly; SameSite=Strict`,
    });
  },
  'GET /api/v1/links/:token/nodes/:id': ({ request, response, params }) => {
    const { link, node } = inside(world, request, params);
    const line = world.pathOf(node);
    const path = line
      .slice(line.findIndex((one) => one.id === link.node))
      .map(({ id, name }) => ({ id, name }));
    json(response, 200, { ...world.showAs(node, CAN[link.access], node.id === link.node), path });
  },
  'GET /api/v1/links/:token/nodes/:id/children': ({ request, response, params }) => {
    const { link, node } = inside(world, request, params);
    const nodes = [...node.children.values()].map((id) =>
      world.showAs(world.nodes.get(id), CAN[link.access], false),
    );
    json(response, 200, { nodes, next: null });
  },
  'GET /api/v1/links/:token/nodes/:id/content': ({ request, response, params, query }) => {
    const { link, node } = inside(world, request, params);
    link.downloads++;
    const inline = query.get('inline') === '1';
    bytes(response, node.content, { type: typeOf(node.name), name: node.name, inline });
  },
  'GET /api/v1/links/:token/nodes/:id/preview': ({ request, response, params }) => {
    const { node } = inside(world, request, params);
    if (!typeOf(node.name)?.startsWith('image/')) throw notFound();
    bytes(response, node.content, { type: typeOf(node.name), name: node.name, inline: true });
  },
  'GET /api/v1/links/:token/nodes/:id/archive': ({ request, response, params }) => {
    const { link, node } = inside(world, request, params);
    link.downloads++;
    const entries = [...node.children.values()].map((id) => world.nodes.get(id));
    const content = zip(entries.map(({ name, content }) => ({ name, content: content ?? Buffer.alloc(0) })));
    bytes(response, content, { type: 'application/zip', name: `${node.name}.zip` });
  },
  'PUT /api/v1/links/:token/nodes/:id/children/:name': async ({ request, response, params }) => {
    const { link, node } = inside(world, request, params);
    if (link.access !== 'edit') throw denied();
    const added = await add(world, request, node, params.name);
    json(response, 201, world.showAs(added, CAN.edit, false));
  },
  'PUT /api/v1/links/:token/drop/:name': async ({ request, response, params }) => {
    const link = live(world, params.token);
    if (!isOpen(link, request)) throw new Problem('signed-out', 'This link asks for its password.');
    if (link.access === 'view') throw denied();
    await add(world, request, nodeOf(world, link), params.name);
    empty(response);
  },
});

async function add(world, request, folder, wanted) {
  const content = await readBody(request);
  const name = world.freeName(folder, wanted);
  const modifiedAt = request.headers['x-modified-at'] ?? new Date().toISOString();
  return world.addNode({
    parent: folder.id,
    space: folder.space,
    kind: 'file',
    name,
    content,
    modifiedAt,
  });
}

function live(world, token) {
  const link = world.links.get(token);
  if (!link || !isLive(link) || !world.isLinked(nodeOf(world, link))) throw notFound();
  return link;
}

function isOpen(link, request) {
  if (link.password === null) return true;
  const proof = /allmende_link=([0-9a-f]+)/.exec(request.headers.cookie ?? '')?.[1];
  return proof === Buffer.from(link.password).toString('hex');
}

function inside(world, request, { token, id }) {
  const link = live(world, token);
  if (!isOpen(link, request)) throw new Problem('signed-out', 'This link asks for its password.');
  if (link.access === 'drop') throw denied();
  const node = world.nodes.get(id);
  if (!node || !world.pathOf(node).some((one) => one.id === link.node)) throw notFound();
  return { link, node };
}
