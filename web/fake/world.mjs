import { randomBytes } from 'node:crypto';
import { denied, notFound, Problem } from './problems.mjs';

const RANK = { viewer: 0, editor: 1, manager: 2 };
const CAN = {
  viewer: ['read'],
  editor: ['read', 'write', 'create', 'rename', 'delete', 'share'],
  manager: ['read', 'write', 'create', 'rename', 'delete', 'share'],
};

const RECEIVED = {
  view: ['read'],
  add: ['read', 'create'],
  edit: ['read', 'write', 'create', 'rename', 'delete'],
};

const TYPES = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  zip: 'application/zip',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
};

export const secret = () => randomBytes(18).toString('base64url');
export const typeOf = (name) => TYPES[name.split('.').pop().toLowerCase()] ?? null;

/** Everything the fake server knows, in memory. */
export class World {
  people = new Map();
  spaces = new Map();
  nodes = new Map();
  trash = new Map();
  groups = new Map();
  sessions = new Map();
  flows = new Map();
  attempts = new Map();
  meetings = new Map();
  links = new Map();
  /** With people and groups. */
  shares = new Map();
  /** What happened to files, in this order. */
  happened = [];
  /** By person: what they used, by node. */
  uses = new Map();
  #nextId = 1000;

  constructor(welcomeToken) {
    this.welcomeToken = welcomeToken;
  }

  id() {
    return String(this.#nextId++);
  }

  addPerson({ name, displayName, email, password, administrator }) {
    if (!/^[a-z0-9][a-z0-9._-]*$/i.test(name ?? ''))
      throw new Problem('invalid', 'This name cannot be used.');
    if ((password ?? '').length < 10)
      throw new Problem('invalid', 'The password needs at least 10 characters.');
    if (this.personNamed(name)) throw new Problem('exists', 'There already is a person of this name.');
    const person = {
      id: this.id(),
      name,
      displayName: displayName || name,
      email: email || null,
      language: null,
      administrator: administrator === true,
      password,
      appPasswords: [],
    };
    this.people.set(person.id, person);
    this.addSpace('personal', person.displayName, person, null);
    return person;
  }

  personNamed(name) {
    return [...this.people.values()].find((one) => one.name.toLowerCase() === String(name).toLowerCase());
  }

  addSpace(kind, name, manager, quota) {
    const space = { id: this.id(), kind, name, quota, members: new Map([[manager.id, 'manager']]) };
    space.root = this.addNode({ parent: null, space: space.id, kind: 'folder', name }).id;
    this.spaces.set(space.id, space);
    return space;
  }

  addNode({ parent, space, kind, name, content = null, modifiedAt = new Date().toISOString() }) {
    const node = { id: this.id(), parent, space, kind, name, content, modifiedAt, etag: secret() };
    if (kind === 'folder') node.children = new Map();
    this.nodes.set(node.id, node);
    if (parent) this.nodes.get(parent).children.set(name, node.id);
    return node;
  }

  /** Notes that somebody changed or opened a file. */
  use(person, node, how) {
    const mine = this.uses.get(person.id) ?? new Map();
    this.uses.set(person.id, mine);
    mine.delete(node.id);
    mine.set(node.id, { node: node.id, at: new Date().toISOString(), how });
  }

  note(node, by, kind, from = null) {
    const at = new Date().toISOString();
    const id = this.happened.length + 1;
    this.happened.push({ id, at, node: node.id, by, kind, from, name: node.name, client: 'Firefox' });
  }

  spaceFor(person, id, atLeast = 'viewer') {
    const space = this.spaces.get(id);
    const role = space?.members.get(person.id);
    if (!role) throw notFound();
    if (RANK[role] < RANK[atLeast]) throw denied();
    return space;
  }

  nodeFor(person, id, atLeast = 'viewer') {
    const node = this.nodes.get(id);
    if (!node) throw notFound();
    const received = this.receivedBy(person, node);
    if (!received) this.spaceFor(person, node.space, atLeast);
    else if (atLeast !== 'viewer' && received.access === 'view') throw denied();
    return node;
  }

  size(node) {
    if (node.kind === 'file') return node.content.length;
    let sum = 0;
    for (const id of node.children.values()) sum += this.size(this.nodes.get(id));
    return sum;
  }

  checkName(name) {
    if (!name || name.includes('/') || name === '.' || name === '..' || name.length > 250) {
      throw new Problem('invalid', 'This name cannot be used.');
    }
  }

  freeName(folder, name) {
    if (!folder.children.has(name)) return name;
    const dot = name.lastIndexOf('.');
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    for (let n = 2; ; n++) {
      const candidate = `${stem} (${n})${ending}`;
      if (!folder.children.has(candidate)) return candidate;
    }
  }

  touch(node) {
    for (let one = node; one; one = this.nodes.get(one.parent)) one.etag = secret();
  }

  discard(node, person) {
    const parent = this.nodes.get(node.parent);
    parent.children.delete(node.name);
    this.touch(parent);
    this.note(node, person, `${node.kind}.deleted`);
    const item = {
      id: this.id(),
      node,
      originalPath: this.pathOf(parent)
        .slice(1)
        .concat(node)
        .map((one) => one.name)
        .join('/'),
      deletedAt: new Date().toISOString(),
      deletedBy: person.displayName,
    };
    this.trash.set(item.id, item);
    return item;
  }

  restore(item) {
    const { node } = item;
    const space = this.spaces.get(node.space);
    const reachable = (id) => id === space.root || (this.nodes.has(id) && this.isLinked(this.nodes.get(id)));
    const home = this.nodes.get(reachable(node.parent) ? node.parent : space.root);
    node.parent = home.id;
    node.name = this.freeName(home, node.name);
    home.children.set(node.name, node.id);
    this.touch(node);
    this.trash.delete(item.id);
    return node;
  }

  isLinked(node) {
    for (let one = node; ; one = this.nodes.get(one.parent)) {
      if (one.parent === null) return true;
      if (this.nodes.get(one.parent)?.children.get(one.name) !== one.id) return false;
    }
  }

  pathOf(node) {
    const path = [];
    for (let one = node; one; one = this.nodes.get(one.parent)) path.unshift(one);
    return path;
  }

  /** The share by which somebody has what is in a space that they do not belong to. */
  receivedBy(person, node) {
    if (this.spaces.get(node.space).members.has(person.id)) return undefined;
    const above = this.pathOf(node).map((one) => one.id);
    return this.sharesWith(person).find((one) => above.includes(one.node));
  }

  sharesWith(person) {
    const reaches = ({ kind, with: whom }) =>
      kind === 'person' ? whom === person.id : this.groups.get(whom)?.members.has(person.id);
    return [...this.shares.values()].filter(
      (one) =>
        reaches(one) &&
        !one.left.has(person.id) &&
        !this.spaces.get(this.nodes.get(one.node).space).members.has(person.id) &&
        this.isLinked(this.nodes.get(one.node)),
    );
  }

  showNode(node, person) {
    const space = this.spaces.get(node.space);
    const received = this.receivedBy(person, node);
    if (received) {
      const top = received.node === node.id;
      const shown = this.showAs(node, RECEIVED[received.access], top);
      return {
        ...shown,
        giver: received.giver.displayName,
        can: top ? [...shown.can, 'rename', 'leave'] : shown.can,
      };
    }
    return this.showAs(node, CAN[space.members.get(person.id)], node.parent === null);
  }

  /** As somebody meets it who may do this; nobody renames or deletes what their way begins with. */
  showAs(node, can, root) {
    const type = node.kind === 'file' ? typeOf(node.name) : null;
    return {
      id: node.id,
      parent: root ? null : node.parent,
      space: node.space,
      kind: node.kind,
      name: node.name,
      size: this.size(node),
      modifiedAt: node.modifiedAt,
      etag: node.etag,
      type,
      preview: type?.startsWith('image/') ?? false,
      locked: false,
      shared: false,
      can: can.filter((one) => !root || !['rename', 'delete', 'share'].includes(one)),
    };
  }

  showSpace(space, person) {
    const used = this.size(this.nodes.get(space.root));
    const { id, kind, name, root, quota } = space;
    return { id, kind, name, role: space.members.get(person.id), root, used, quota };
  }
}
