import { bytes, json } from './http.mjs';
import { notFound } from './problems.mjs';
import { typeOf } from './world.mjs';

const PAGE = 30;

/** What stands beside a file: its details, versions and history. */
export const detailRoutes = (world) => ({
  'GET /api/v1/nodes/:id/details': ({ response, person, params }) => {
    const node = world.nodeFor(person, params.id);
    const space = world.spaces.get(node.space);
    const made = world.happened.find((one) => one.node === node.id);
    const last = world.happened.findLast((one) => one.node === node.id && /created|changed/.test(one.kind));
    const people = [...space.members].map(([id, role]) => ({ name: world.people.get(id).displayName, role }));
    json(response, 200, {
      createdAt: made?.at ?? node.modifiedAt,
      author: last ? last.by.displayName : null,
      space: { id: space.id, kind: space.kind, name: space.name },
      people: space.kind === 'team' ? people : [],
      groups: [],
    });
  },
  'GET /api/v1/nodes/:id/versions': ({ response, person, params }) => {
    const node = world.nodeFor(person, params.id);
    const shown = (node.versions ?? []).map(({ id, content, modifiedAt, author }) => ({
      id,
      size: content.length,
      modifiedAt,
      author,
    }));
    json(response, 200, shown.reverse());
  },
  'GET /api/v1/nodes/:id/versions/:version/content': ({ response, person, params, query }) => {
    const node = world.nodeFor(person, params.id);
    const { content } = versionOf(node, params.version);
    bytes(response, content, {
      type: typeOf(node.name),
      name: node.name,
      inline: query.get('inline') === '1',
    });
  },
  'POST /api/v1/nodes/:id/versions/:version/restore': ({ response, person, params }) => {
    const node = world.nodeFor(person, params.id, 'editor');
    const version = versionOf(node, params.version);
    node.versions = node.versions.filter((one) => one !== version);
    keepVersion(world, node, person);
    Object.assign(node, { content: version.content, modifiedAt: version.modifiedAt });
    world.touch(node);
    world.note(node, person, 'version.restored');
    json(response, 200, world.showNode(node, person));
  },
  'GET /api/v1/nodes/:id/history': ({ response, person, params, query }) => {
    const node = world.nodeFor(person, params.id);
    const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY);
    const limit = Number(query.get('limit') ?? PAGE);
    const all = world.happened.filter((one) => one.node === node.id && one.id < before).reverse();
    const events = all.slice(0, limit).map(({ id, at, kind, by, client, name, from }) => ({
      id: String(id),
      at,
      kind,
      by: by.displayName,
      self: by === person,
      link: false,
      client,
      name,
      from,
    }));
    json(response, 200, { events, next: all.length > limit ? events.at(-1).id : null });
  },
});

/** Before a file gets other contents. */
export function keepVersion(world, node, person) {
  const { content, modifiedAt } = node;
  node.versions = [
    ...(node.versions ?? []),
    { id: world.id(), content, modifiedAt, author: person.displayName },
  ];
}

function versionOf(node, id) {
  const version = node.versions?.find((one) => one.id === id);
  if (!version) throw notFound();
  return version;
}
