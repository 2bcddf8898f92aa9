import { codeOf } from '../../../app/problem';
import { unbroken } from './pieces';
import type { Conflict } from './queue';
import { send } from './send';

/** What goes out at once. Larger files go in pieces of this size, and are cut off at most so far back. */
export const PIECE = 8 << 20;

type PutFile = {
  /** The upload's own name, by which a file in pieces is gone on with. */
  key: string;
  parent: string;
  file: File;
  conflict: Conflict;
  signal: AbortSignal;
  onProgress: (sent: number) => void;
};

export function putFile(what: PutFile): Promise<void> {
  return what.file.size <= PIECE ? putWhole(what) : putInPieces(what);
}

async function putWhole({ parent, file, conflict, signal, onProgress }: PutFile): Promise<void> {
  const path = `/nodes/${parent}/children/${encodeURIComponent(file.name)}?conflict=${conflict}`;
  await send({ method: 'PUT', path, body: file, headers: ageOf(file), signal, onProgress });
}

async function putInPieces(what: PutFile): Promise<void> {
  try {
    await goOn(what);
  } catch (error) {
    // What had arrived was given up meanwhile, a day after its last piece.
    if (codeOf(error) !== 'not-found') throw error;
    await goOn(what);
  }
}

async function goOn({ key, parent, file, conflict, signal, onProgress }: PutFile): Promise<void> {
  const place = new URLSearchParams({
    folder: parent,
    name: file.name,
    size: String(file.size),
    conflict,
  });
  const begun = await send({ method: 'PUT', path: `/uploads/${key}?${place}`, signal });
  for (let from = unbroken(JSON.parse(begun).pieces); from < file.size; from += PIECE) {
    onProgress(from);
    await send({
      method: 'PUT',
      path: `/uploads/${key}/${from}`,
      body: file.slice(from, from + PIECE),
      signal,
      onProgress: (sent) => onProgress(from + sent),
    });
  }
  onProgress(file.size);
  await send({ method: 'POST', path: `/uploads/${key}/file?${place}`, headers: ageOf(file), signal });
}

function ageOf(file: File): Record<string, string> {
  return { 'X-Modified-At': new Date(file.lastModified).toISOString() };
}
