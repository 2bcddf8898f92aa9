import { keepVersion } from './details.mjs';
import { bytes, empty, json, readBody, readJson } from './http.mjs';
import { notFound, Problem } from './problems.mjs';
import { typeOf } from './world.mjs';
import { zip } from './zip.mjs';

const PAGE = 5000;
const taken = () => new Problem('exists', 'There already is something of this name here.');

export const fileRoutes = (world) => ({
  'GET /api/v1/recent': ({ response, person, query }) => {
    const uses = [...(world.uses.get(person.id)?.values() ?? [])].reverse();
    const shown = uses
      .map((use) => ({ ...use, node: world.nodes.get(use.node) }))
      .filter(
        ({ node }) => node && world.spaces.get(node.space).members.has(person.id) && world.isLinked(node),
      )
      .slice(0, Math.min(Number(query.get('limit') ?? 50), 50));
    json(
      response,
      200,
      shown.map(({ node, at, how }) => ({ node: withPath(world, node, person), at, how })),
    );
  },
  'GET /api/v1/find': ({ response, person, query }) => {
    const words = wordsOf(query.get('q') ?? '');
    const fits = (name) =>
      words.length > 0 && words.every((word) => wordsOf(name).some((one) => one.startsWith(word)));
    const most = Math.min(Number(query.get('limit') ?? 20), 50);
    const mine = [...world.spaces.values()].filter((one) => one.members.has(person.id));
    const nodes = [...world.nodes.values()].filter(
      (one) => one.parent && mine.some(({ id }) => id === one.space) && fits(one.name) && world.isLinked(one),
    );
    const people = words.join('').length < 2 ? [] : [...world.people.values()];
    json(response, 200, {
      files: nodes.slice(0, most).map((one) => withPath(world, one, person)),
      people: people
        .filter((one) => fits(`${one.displayName} ${one.name}`))
        .slice(0, most)
        .map(({ id, name, displayName }) => ({ id, name, displayName })),
      spaces: mine
        .filter((one) => one.kind === 'team' && fits(one.name))
        .slice(0, most)
        .map(({ id, name, root }) => ({ id, name, root })),
    });
  },
  'GET /api/v1/nodes/:id': ({ response, person, params }) => {
    const node = world.nodeFor(person, params.id);
    if (!world.isLinked(node)) throw notFound();
    json(response, 200, withPath(world, node, person));
  },
  'GET /api/v1/nodes/:id/children': ({ response, person, params, query }) => {
    const folder = folderFor(world, person, params.id);
    const limit = Math.min(Number(query.get('limit') ?? PAGE), PAGE);
    const from = Number(query.get('after') ?? 0);
    const ids = [...folder.children.values()];
    const linked = new Set([...world.links.values(), ...world.shares.values()].map((one) => one.node));
    const nodes = ids
      .slice(from, from + limit)
      .map((id) => ({ ...world.showNode(world.nodes.get(id), person), shared: linked.has(id) }));
    json(response, 200, { nodes, next: from + limit < ids.length ? String(from + limit) : null });
  },
  'GET /api/v1/nodes/:id/content': ({ response, person, params, query }) => {
    const file = fileFor(world, person, params.id);
    const { name, content } = file;
    world.use(person, file, 'opened');
    const inline = query.get('inline') === '1';
    bytes(response, content, { type: typeOf(name), name, inline });
  },
  'GET /api/v1/nodes/:id/preview': ({ response, person, params }) => {
    const { name, content } = fileFor(world, person, params.id);
    const type = typeOf(name);
    if (!type?.startsWith('image/')) throw notFound();
    bytes(response, content, {
      type,
      name,
      inline: true,
      'Cache-Control': 'private, immutable, max-age=3600',
    });
  },
  'GET /api/v1/nodes/:id/archive': ({ response, person, params, query }) => {
    const folder = folderFor(world, person, params.id);
    const only = query.get('only')?.split(',');
    const chosen = [...folder.children.values()].filter((id) => !only || only.includes(id));
    const entries = chosen.flatMap((id) => entriesBelow(world, world.nodes.get(id), ''));
    bytes(response, zip(entries), { type: 'application/zip', name: `${folder.name}.zip` });
  },
  'PUT /api/v1/nodes/:id/children/:name': async ({ request, response, person, params, query }) => {
    const content = await readBody(request);
    const folder = folderFor(world, person, params.id, 'editor');
    world.checkName(params.name);
    checkQuota(world, folder, content.length);
    const modifiedAt = request.headers['x-modified-at'] ?? new Date().toISOString();
    const conflict = query.get('conflict') ?? 'fail';
    const there = folder.children.get(params.name);
    if (there && conflict === 'fail') throw taken();
    if (there && conflict === 'replace') {
      const node = world.nodes.get(there);
      if (node.kind === 'folder') throw taken();
      keepVersion(world, node, person);
      Object.assign(node, { content, modifiedAt });
      world.touch(node);
      world.note(node, person, 'file.changed');
      world.use(person, node, 'changed');
      return json(response, 200, world.showNode(node, person));
    }
    const name = world.freeName(folder, params.name);
    const node = world.addNode({
      parent: folder.id,
      space: folder.space,
      kind: 'file',
      name,
      content,
      modifiedAt,
    });
    world.touch(folder);
    world.use(person, node, 'changed');
    world.note(node, person, 'file.created');
    json(response, 201, world.showNode(node, person));
  },
  'POST /api/v1/nodes/:id/folders': async ({ request, response, person, params }) => {
    const folder = folderFor(world, person, params.id, 'editor');
    const { name } = await readJson(request);
    world.checkName(name);
    if (folder.children.has(name)) throw taken();
    const node = world.addNode({ parent: folder.id, space: folder.space, kind: 'folder', name });
    world.note(node, person, 'folder.created');
    json(response, 201, world.showNode(node, person));
  },
  'PATCH /api/v1/nodes/:id': async ({ request, response, person, params }) => {
    const node = world.nodeFor(person, params.id, 'editor');
    const change = await readJson(request);
    const from = world.nodes.get(node.parent);
    const to = change.parent ? folderFor(world, person, change.parent, 'editor') : from;
    const { name, replaced } = place(world, person, node, to, change, node.id);
    const way = world
      .pathOf(node)
      .slice(1)
      .map((one) => one.name);
    from.children.delete(node.name);
    Object.assign(node, { name, parent: to.id });
    adopt(world, node, to.space);
    to.children.set(name, node.id);
    world.touch(to);
    world.note(node, person, `${node.kind}.moved`, way.join('/'));
    json(response, 200, { ...world.showNode(node, person), replaced });
  },
  'POST /api/v1/nodes/:id/copy': async ({ request, response, person, params }) => {
    const node = world.nodeFor(person, params.id);
    const change = await readJson(request);
    const to = folderFor(world, person, change.parent, 'editor');
    checkQuota(world, to, world.size(node));
    const { name, replaced } = place(world, person, node, to, change, null);
    const copy = duplicate(world, node, to, name);
    world.touch(to);
    world.note(copy, person, `${copy.kind}.created`);
    json(response, 201, { ...world.showNode(copy, person), replaced });
  },
  'DELETE /api/v1/nodes/:id': ({ response, person, params }) => {
    const node = world.nodeFor(person, params.id, 'editor');
    json(response, 200, { trashItem: world.discard(node, person).id });
  },
  'GET /api/v1/spaces/:id/trash': ({ response, person, params, query }) => {
    const space = world.spaceFor(person, params.id, 'editor');
    const items = [...world.trash.values()].filter((one) => one.node.space === space.id).reverse();
    const limit = Math.min(Number(query.get('limit') ?? PAGE), PAGE);
    const from = Number(query.get('after') ?? 0);
    json(response, 200, {
      items: items.slice(from, from + limit).map((item) => showItem(world, item)),
      next: from + limit < items.length ? String(from + limit) : null,
    });
  },
  'POST /api/v1/trash/:id/restore': ({ response, person, params }) => {
    const item = itemFor(world, person, params.id);
    const node = world.restore(item);
    world.note(node, person, `${node.kind}.restored`);
    json(response, 200, world.showNode(node, person));
  },
  'DELETE /api/v1/trash/:id': ({ response, person, params }) => {
    world.trash.delete(itemFor(world, person, params.id).id);
    empty(response);
  },
  'DELETE /api/v1/spaces/:id/trash': ({ response, person, params }) => {
    const space = world.spaceFor(person, params.id, 'editor');
    for (const item of world.trash.values()) if (item.node.space === space.id) world.trash.delete(item.id);
    empty(response);
  },
});

const wordsOf = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/([aou])e/g, '$1')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

function withPath(world, node, person) {
  const path = world.pathOf(node).map(({ id, name }) => ({ id, name }));
  const top = world.receivedBy(person, node)?.node;
  const from = top ? path.findIndex((one) => one.id === top) : 0;
  return { ...world.showNode(node, person), path: path.slice(from) };
}

function folderFor(world, person, id, atLeast) {
  const node = world.nodeFor(person, id, atLeast);
  if (node.kind !== 'folder' || !world.isLinked(node)) throw notFound();
  return node;
}

function fileFor(world, person, id) {
  const node = world.nodeFor(person, id);
  if (node.kind !== 'file') throw notFound();
  return node;
}

function itemFor(world, person, id) {
  const item = world.trash.get(id);
  if (!item) throw notFound();
  world.spaceFor(person, item.node.space, 'editor');
  return item;
}

function showItem(world, { id, node, originalPath, deletedAt, deletedBy }) {
  return { id, name: node.name, kind: node.kind, size: world.size(node), originalPath, deletedAt, deletedBy };
}

function checkQuota(world, folder, more) {
  const space = world.spaces.get(folder.space);
  if (space.quota !== null && world.size(world.nodes.get(space.root)) + more > space.quota) {
    throw new Problem('quota-exceeded', 'This space is full.');
  }
}

function entriesBelow(world, node, prefix) {
  const name = prefix + node.name;
  if (node.kind === 'file') return [{ name, content: node.content }];
  const inside = [...node.children.values()].flatMap((id) =>
    entriesBelow(world, world.nodes.get(id), `${name}/`),
  );
  return [{ name: `${name}/`, content: Buffer.alloc(0) }, ...inside];
}

/** The name that something gets in a folder, and what has to make way for it. */
function place(world, person, node, to, { name = node.name, conflict = 'fail' }, itself) {
  world.checkName(name);
  if (world.pathOf(to).some((one) => one.id === node.id)) {
    throw new Problem('conflict', 'A folder cannot go into itself.');
  }
  const there = to.children.get(name);
  if (!there || there === itself) return { name };
  if (conflict === 'rename') return { name: world.freeName(to, name) };
  const other = world.nodes.get(there);
  const files = node.kind === 'file' && other.kind === 'file' && there !== node.id;
  if (conflict !== 'replace' || !files) throw taken();
  return { name, replaced: world.discard(other, person).id };
}

function adopt(world, node, space) {
  node.space = space;
  for (const id of node.children?.values() ?? []) adopt(world, world.nodes.get(id), space);
}

function duplicate(world, node, to, name) {
  const { kind, content, modifiedAt } = node;
  const inside = [...(node.children?.values() ?? [])];
  const copy = world.addNode({ parent: to.id, space: to.space, kind, name, content, modifiedAt });
  for (const id of inside) duplicate(world, world.nodes.get(id), copy, world.nodes.get(id).name);
  return copy;
}
