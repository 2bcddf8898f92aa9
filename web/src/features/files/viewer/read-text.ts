import { problemFrom } from '../../../app/problem';

/** As much as is shown of a text. */
export const MOST_SHOWN = 1 << 20;

export type Reading = {
  text: string;
  /** In bytes; less than all when the file is larger than what is shown. */
  shown: number;
  total: number;
};

/** The beginning of a file as text, or null when it is none. */
export async function readText(url: string, signal: AbortSignal): Promise<Reading | null> {
  const response = await fetch(url, { headers: { Range: `bytes=0-${MOST_SHOWN - 1}` }, signal });
  // An empty file has no range that could be satisfied.
  if (response.status === 416) return { text: '', shown: 0, total: 0 };
  if (!response.ok) throw problemFrom(response.status, await response.text(), null);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const total = totalOf(response.headers.get('Content-Range')) ?? bytes.length;
  const text = decode(bytes.subarray(0, MOST_SHOWN), total > MOST_SHOWN);
  return text === null ? null : { text, shown: Math.min(bytes.length, MOST_SHOWN), total };
}

function totalOf(range: string | null): number | null {
  const total = /\/(\d+)$/.exec(range ?? '')?.[1];
  return total === undefined ? null : Number(total);
}

/**
 * UTF-8 or UTF-16 as the file says or shows, else what Windows wrote before. A zero byte is in no text but UTF-16.
 *
 * @param cut whether the bytes may end in the middle of a character
 */
export function decode(bytes: Uint8Array, cut: boolean): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
