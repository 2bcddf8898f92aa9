/** One file on its way, with the folders it lies in below the place it was dropped on. */
export type Incoming = { path: string[]; file: File };

/** All that someone gave us: files, and the folders that hold none. */
export type Delivery = { files: Incoming[]; emptyFolders: string[][] };

/** The parts of the browser's FileSystemEntry that are used, so that tests can hand in their own. */
export type Entry = {
  isFile: boolean;
  name: string;
  file?: (found: (file: File) => void, failed: (error: unknown) => void) => void;
  createReader?: () => {
    readEntries: (found: (entries: Entry[]) => void, failed: (error: unknown) => void) => void;
  };
};

/** Has to run within the drop event: afterwards the browser forgets what was dropped. */
export function entriesOf(items: DataTransferItemList): Entry[] {
  return [...items]
    .filter((item) => item.kind === 'file')
    .map((item) => (item.webkitGetAsEntry() as Entry | null) ?? plainEntry(item.getAsFile()))
    .filter((entry) => entry !== null);
}

/** For what has no place in a file system, such as a picture dragged out of another page. */
function plainEntry(file: File | null): Entry | null {
  return file && { isFile: true, name: file.name, file: (found) => found(file) };
}

export async function readEntries(entries: readonly Entry[]): Promise<Delivery> {
  const delivery: Delivery = { files: [], emptyFolders: [] };
  for (const entry of entries) await collect(entry, [], delivery);
  return delivery;
}

async function collect(entry: Entry, path: string[], delivery: Delivery): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((found, failed) => entry.file?.(found, failed));
    delivery.files.push({ path, file });
    return;
  }
  const inside = await readFolder(entry);
  const below = [...path, entry.name];
  if (inside.length === 0) delivery.emptyFolders.push(below);
  for (const one of inside) await collect(one, below, delivery);
}

/** A reader hands out a hundred at a time, and an empty list only after the last. */
async function readFolder(entry: Entry): Promise<Entry[]> {
  const reader = entry.createReader?.();
  if (!reader) return [];
  const all: Entry[] = [];
  for (;;) {
    const some = await new Promise<Entry[]>((found, failed) => reader.readEntries(found, failed));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** From a file field: a folder field says where each file lies in webkitRelativePath. */
export function fromFileList(files: Iterable<File>): Delivery {
  const incoming = [...files].map((file) => ({
    path: (file.webkitRelativePath ?? '').split('/').slice(0, -1),
    file,
  }));
  return { files: incoming, emptyFolders: [] };
}
