import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { codeOf } from '../../../app/problem';
import type { Delivery } from '../dropped';
import { childrenQuery, refreshFolder } from '../nodes';
import { FolderMaker } from './folders';
import { putFile } from './put-file';
import { type Change, change, type Decision, isOver, type Queue, startable, type Upload } from './queue';

/** The queue lives outside the pages: an upload goes on while one walks through the folders. */
let queue: Queue = [];
let nextId = 1;
const listeners = new Set<() => void>();
const running = new Map<number, AbortController>();
const makers = new Map<number, FolderMaker>();
let client: QueryClient | null = null;
let refreshTimer: ReturnType<typeof setTimeout> | null = null;
const touched = new Set<string>();

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
  const batch = nextId++;
  const maker = new FolderMaker();
  makers.set(batch, maker);
  const uploads = delivery.files.map(
    ({ file, path }): Upload => ({
      id: nextId++,
      batch,
      file,
      path,
      parent: to.id,
      parentName: path.at(-1) ?? to.name,
      status: 'waiting',
      conflict: 'fail',
      sent: 0,
      problem: null,
    }),
  );
  apply({ kind: 'added', uploads });
  for (const path of delivery.emptyFolders) await maker.find(to.id, path);
  refreshSoon(to.id);
}

export function decide(ids: readonly number[], decision: Decision): void {
  apply({ kind: 'decided', ids, decision });
}

export function cancelUploads(ids: readonly number[]): void {
  apply({ kind: 'cancelled', ids });
  for (const id of ids) running.get(id)?.abort();
}

export function cancelAllUploads(): void {
  cancelUploads(queue.filter((one) => !isOver(one)).map((one) => one.id));
  clearUploads();
}

export function retryUploads(ids: readonly number[]): void {
  apply({ kind: 'retried', ids });
}

export function clearUploads(): void {
  apply({ kind: 'cleared' });
}

function apply(one: Change): void {
  queue = change(queue, one);
  for (const listener of listeners) listener();
  if (one.kind !== 'progressed' && one.kind !== 'started') {
    for (const upload of startable(queue)) void run(upload);
  }
}

async function run(upload: Upload): Promise<void> {
  const { id, file } = upload;
  const abort = new AbortController();
  running.set(id, abort);
  apply({ kind: 'started', id });
  try {
    const parent = (await makers.get(upload.batch)?.find(upload.parent, upload.path)) ?? upload.parent;
    abort.signal.throwIfAborted();
    if (upload.conflict === 'fail' && isKnownThere(parent, file.name)) {
      // Ask before sending gigabytes, not after.
      apply({ kind: 'asked', id });
      return;
    }
    const onProgress = (sent: number) => apply({ kind: 'progressed', id, sent });
    await putFile({ parent, file, conflict: upload.conflict, signal: abort.signal, onProgress });
    apply({ kind: 'finished', id });
    refreshSoon(parent);
    refreshSoon(upload.parent);
  } catch (error) {
    if (codeOf(error) === 'exists') apply({ kind: 'asked', id });
    else apply({ kind: 'failed', id, problem: codeOf(error) });
  } finally {
    running.delete(id);
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

addEventListener('beforeunload', (event) => {
  if (queue.some((one) => !isOver(one))) event.preventDefault();
});
