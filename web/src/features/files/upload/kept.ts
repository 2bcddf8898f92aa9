import type { Conflict, Upload } from './queue';

/** Files up to this size are kept with their bytes; of larger ones a copy would fill the disk. */
export const MOST_KEPT = 32 << 20;

/** What has not gone on for so long is forgotten, in milliseconds. */
const FORGOTTEN = 7 * 24 * 3600 * 1000;

/** What the browser keeps of an upload, so that it survives the page. */
export type Kept = {
  key: string;
  /** Whose it is: nobody else's page goes on with it. */
  person: string;
  at: number;
  name: string;
  size: number;
  lastModified: number;
  type: string;
  path: string[];
  parent: string;
  parentName: string;
  conflict: Conflict;
  file: File | null;
  /** The window that is at it. */
  window: string;
};

/** @param bytes whether to keep the file itself */
export function keptOf(upload: Upload, person: string, now: number, bytes: boolean): Kept {
  const { key, name, size, lastModified, type, path, parent, parentName, conflict, file } = upload;
  return {
    key,
    person,
    at: now,
    name,
    size,
    lastModified,
    type,
    path,
    parent,
    parentName,
    conflict,
    file: bytes && size <= MOST_KEPT ? file : null,
    window: HERE,
  };
}

const STORE = 'uploads';
const HERE = crypto.getRandomValues(new Uint32Array(2)).join('-');
const LOCK = 'allmende-uploads';

let opening: Promise<IDBDatabase> | null = null;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('allmende-uploads', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

async function inStore<T>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const store = (await database()).transaction(STORE, mode).objectStore(STORE);
    return await new Promise((resolve, reject) => {
      const request = use(store);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } catch {
    // A private window, or a full disk: the upload goes on, and does not survive the page.
    return undefined;
  }
}

export async function keep(kept: Kept): Promise<void> {
  await inStore('readwrite', (store) => store.put(kept));
}

export async function forget(key: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(key));
}

/**
 * What this person's windows have left that are closed by now, the first added first. From now on it is this window's;
 * of two that ask at once, one gets it.
 */
export function takeOver(person: string, now: number): Promise<Kept[]> {
  const take = async () => {
    const all = ((await inStore('readonly', (store) => store.getAll())) ?? []) as Kept[];
    const open = await openWindows();
    const left: Kept[] = [];
    for (const one of all) {
      if (now - one.at > FORGOTTEN) await forget(one.key);
      else if (one.person === person && one.window !== HERE && !open.has(one.window)) left.push(one);
    }
    for (const one of left) await keep({ ...one, window: HERE });
    return left.sort((a, b) => a.at - b.at);
  };
  stayOpen();
  // Where pages are not served securely there are no locks, and the last window that is opened takes all.
  return navigator.locks ? navigator.locks.request(`${LOCK} taking over`, take) : take();
}

let staying = false;

/** Tells other windows that this one is there, as long as it is. */
function stayOpen(): void {
  if (staying) return;
  staying = true;
  void navigator.locks?.request(`${LOCK} ${HERE}`, () => new Promise(() => {}));
}

async function openWindows(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name }) => name?.slice(LOCK.length + 1) ?? ''));
}
