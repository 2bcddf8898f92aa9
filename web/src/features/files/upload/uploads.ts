import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { call } from '../../../app/api';
import { codeOf, type ProblemCode } from '../../../app/problem';
import { sessionQuery } from '../../identity/session';
import type { Delivery } from '../dropped';
import { childrenQuery, refreshFolder } from '../nodes';
import { FolderMaker } from './folders';
import { forget, keep, keptOf, MOST_KEPT, takeOver } from './kept';
import { PIECE, putFile } from './put-file';
import {
  type Change,
  change,
  type Decision,
  isOver,
  isSameFile,
  patience,
  type Queue,
  startable,
  type Upload,
} from './queue';

/** The queue lives outside the pages: an upload goes on while one walks through the folders. */
let queue: Queue = [];
let nextId = 1;
const listeners = new Set<() => void>();
const running = new Map<number, AbortController>();
const makers = new Map<number, FolderMaker>();
const retries = new Map<number, ReturnType<typeof setTimeout>>();
let client: QueryClient | null = null;
let refreshTimer: ReturnType<typeof setTimeout> | null = null;
const touched = new Set<string>();

/** How many bytes the browser may keep of files that are on their way. */
const ROOM_KEPT = 512 << 20;

/** What goes away by itself, and is waited for. */
const PASSING: readonly ProblemCode[] = ['network', 'unavailable', 'timed-out'];

export function useUploads(): Queue {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => queue,
  );
}

type Target = { id: string; name: string };

/** Resolves once the empty folders are made; the files go on by themselves. */
export async function addUploads(to: Target, delivery: Delivery, queryClient: QueryClient): Promise<void> {
  client = queryClient;
  const { batch, maker } = newBatch();
  const uploads = delivery.files.map(
    ({ file, path }): Upload => ({
      id: nextId++,
      key: newKey(),
      batch,
      name: file.name,
      size: file.size,
      lastModified: file.lastModified,
      type: file.type,
      file,
      path,
      parent: to.id,
      parentName: path.at(-1) ?? to.name,
      status: 'waiting',
      conflict: 'fail',
      sent: 0,
      breaks: 0,
      problem: null,
    }),
  );
  let room = ROOM_KEPT - queue.reduce((sum, one) => sum + (isOver(one) ? 0 : one.size), 0);
  for (const upload of uploads) {
    room -= upload.size;
    void keepIt(upload, room >= 0);
  }
  apply({ kind: 'added', uploads });
  for (const path of delivery.emptyFolders) await maker.find(to.id, path);
  refreshSoon(to.id);
}

/** Goes on with what an earlier page of this person has left, unless another window is at it. */
export async function restoreUploads(person: string, queryClient: QueryClient): Promise<void> {
  client = queryClient;
  const { batch } = newBatch();
  const kept = await takeOver(person, Date.now());
  const left = kept.filter(({ key }) => !queue.some((one) => one.key === key));
  const uploads = left.map(
    ({ key, name, size, lastModified, type, file, path, parent, parentName, conflict }): Upload => ({
      id: nextId++,
      key,
      batch,
      name,
      size,
      lastModified,
      type,
      file,
      path,
      parent,
      parentName,
      status: file ? 'waiting' : 'missing',
      conflict,
      sent: 0,
      breaks: 0,
      problem: null,
    }),
  );
  if (uploads.length > 0) apply({ kind: 'added', uploads });
}

/** Whether it is the file that was missing. */
export function supplyFile(id: number, file: File): boolean {
  const upload = queue.find((one) => one.id === id);
  if (!upload || !isSameFile(upload, file)) return false;
  apply({ kind: 'found', id, file });
  return true;
}

export function decide(ids: readonly number[], decision: Decision): void {
  apply({ kind: 'decided', ids, decision });
  for (const upload of queue) if (ids.includes(upload.id) && !isOver(upload)) void keepIt(upload);
}

export function pauseUploads(ids: readonly number[]): void {
  apply({ kind: 'paused', ids });
  for (const id of ids) clearTimeout(retries.get(id));
  for (const id of ids) running.get(id)?.abort(new DOMException('paused', 'AbortError'));
}

export function resumeUploads(ids: readonly number[]): void {
  apply({ kind: 'resumed', ids });
}

export function cancelUploads(ids: readonly number[]): void {
  const given = queue.filter((one) => ids.includes(one.id) && !isOver(one));
  apply({ kind: 'cancelled', ids });
  for (const id of ids) running.get(id)?.abort(new DOMException('cancelled', 'AbortError'));
  for (const { key, size } of given) {
    // What has arrived is of no use any more; the server would keep it for a day.
    if (size > PIECE) void call('DELETE', `/uploads/${key}`).catch(() => {});
  }
}

export function cancelAllUploads(): void {
  cancelUploads(queue.filter((one) => !isOver(one)).map((one) => one.id));
  clearUploads();
}

export function retryUploads(ids: readonly number[]): void {
  apply({ kind: 'retried', ids });
  for (const upload of queue) {
    if (!ids.includes(upload.id) || isOver(upload)) continue;
    void keepIt(upload);
  }
}

export function clearUploads(): void {
  apply({ kind: 'cleared' });
}

function newBatch(): { batch: number; maker: FolderMaker } {
  const batch = nextId++;
  const maker = new FolderMaker();
  makers.set(batch, maker);
  return { batch, maker };
}

function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((one) => one.toString(16).padStart(2, '0'))
    .join('');
}

async function keepIt(upload: Upload, bytes = true): Promise<void> {
  const session = client?.getQueryData(sessionQuery.queryKey);
  if (!session?.signedIn) return;
  await keep(keptOf(upload, session.person.id, Date.now(), bytes));
  // It may have ended while it was written down.
  const now = queue.find((one) => one.id === upload.id);
  if (!now || isOver(now)) await forget(upload.key);
}

function apply(one: Change): void {
  const before = new Map(queue.map((upload) => [upload.id, upload.status]));
  queue = change(queue, one);
  for (const upload of queue) {
    if (before.get(upload.id) !== upload.status && isOver(upload)) void forget(upload.key);
  }
  for (const listener of listeners) listener();
  if (one.kind !== 'progressed' && one.kind !== 'started') {
    for (const upload of startable(queue)) void run(upload);
  }
}

async function run(upload: Upload): Promise<void> {
  const { id, key, file, name } = upload;
  // A pause may have begun and ended while the last attempt was still being ended.
  if (running.has(id)) return;
  const abort = new AbortController();
  running.set(id, abort);
  apply({ kind: 'started', id });
  try {
    if (!file) return apply({ kind: 'lost', id });
    const parent = (await makers.get(upload.batch)?.find(upload.parent, upload.path)) ?? upload.parent;
    abort.signal.throwIfAborted();
    if (upload.conflict === 'fail' && isKnownThere(parent, name)) {
      // Ask before sending gigabytes, not after.
      apply({ kind: 'asked', id });
      return;
    }
    const onProgress = (sent: number) => apply({ kind: 'progressed', id, sent });
    await putFile({ key, parent, file, conflict: upload.conflict, signal: abort.signal, onProgress });
    apply({ kind: 'finished', id });
    refreshSoon(parent);
    refreshSoon(upload.parent);
  } catch (error) {
    if (!abort.signal.aborted) await stopped(upload, error);
  } finally {
    running.delete(id);
    for (const next of startable(queue)) void run(next);
  }
}

async function stopped({ id, file, breaks }: Upload, error: unknown): Promise<void> {
  const code = codeOf(error);
  if (code === 'exists') return apply({ kind: 'asked', id });
  // A file that was moved or changed since it was chosen cannot be sent, and looks like a broken line.
  if (code === 'network' && file && !(await isReadable(file))) return apply({ kind: 'lost', id });
  if (!PASSING.includes(code)) return apply({ kind: 'failed', id, problem: code });
  apply({ kind: 'broke', id });
  clearTimeout(retries.get(id));
  const wait = patience(queue.find((one) => one.id === id)?.breaks ?? breaks);
  retries.set(
    id,
    setTimeout(() => apply({ kind: 'mended', ids: [id] }), wait),
  );
}

async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

function isKnownThere(parent: string, name: string): boolean {
  const children = client?.getQueryData(childrenQuery(parent).queryKey);
  return children?.some((one) => one.name === name) ?? false;
}

/** At most one refresh a second: a hundred small files must not make a hundred lists. */
function refreshSoon(folder: string): void {
  touched.add(folder);
  if (refreshTimer !== null) return;
  refreshTimer = setTimeout(() => {
    refreshTimer = null;
    for (const id of touched) if (client) refreshFolder(client, id);
    touched.clear();
  }, 400);
}

addEventListener('online', () =>
  apply({ kind: 'mended', ids: queue.filter((one) => one.status === 'broken').map((one) => one.id) }),
);

// What the browser keeps goes on by itself when the page is back; for the rest one would be asked for the file.
addEventListener('beforeunload', (event) => {
  if (queue.some((one) => !isOver(one) && one.size > MOST_KEPT)) event.preventDefault();
});
