import { bytes, empty, json, readBody, readJson } from './http.mjs';
import { denied, notFound, Problem } from './problems.mjs';
import { secret, typeOf } from './world.mjs';
import { zip } from './zip.mjs';

const CAN = {
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
      given(world, person)
        .map((one) => show(world, person, one))
        .reverse(),
    ),
  'GET /api/v1/nodes/:id/links': ({ response, person, params }) => {
    const node = world.nodeFor(person, params.id);
    const links = given(world, person).filter((one) => one.node === node.id);
    json(
      response,
      200,
      links.map((one) => show(world, person, one)),
    );
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
    const link = own(world, person, params.id);
    Object.assign(link, wish(await readJson(request)));
    json(response, 200, show(world, person, link));
  },
  'DELETE /api/v1/shares/:id': ({ response, person, params }) => {
    world.links.delete(own(world, person, params.id).token);
    empty(response);
  },
});

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
