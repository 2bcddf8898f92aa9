import { afterEach, describe, expect, it, vi } from 'vitest';
import { decode, MOST_SHOWN, readText } from './read-text';

const bytes = (...values: number[]) => new Uint8Array(values);

describe('decode', () => {
  it('reads UTF-8, with or without a mark', () => {
    expect(decode(new TextEncoder().encode('Größe'), false)).toBe('Größe');
    expect(decode(bytes(0xef, 0xbb, 0xbf, 0x41), false)).toBe('A');
  });

  it('reads what Windows wrote', () => {
    expect(decode(bytes(0x47, 0x72, 0xf6, 0xdf, 0x65), false)).toBe('Größe');
  });

  it('reads UTF-16 that says so', () => {
    expect(decode(bytes(0xff, 0xfe, 0x41, 0x00), false)).toBe('A');
    expect(decode(bytes(0xfe, 0xff, 0x00, 0x41), false)).toBe('A');
  });

  it('leaves out half a character at a cut, and takes it for no other encoding', () => {
    expect(decode(bytes(0x41, 0xc3, 0xb6, 0xc3), true)).toBe('Aö');
  });

  it('is no text with a zero in it', () => {
    expect(decode(bytes(0x50, 0x4b, 0x00, 0x41), false)).toBeNull();
  });
});

describe('readText', () => {
  afterEach(() => vi.unstubAllGlobals());
  const answer = (body: BodyInit, init: ResponseInit) =>
    vi.stubGlobal('fetch', async () => new Response(body, init));
  const never = new AbortController().signal;

  it('says how much of it there is', async () => {
    answer('Anfang', { status: 206, headers: { 'Content-Range': `bytes 0-5/${MOST_SHOWN * 3}` } });
    expect(await readText('/x', never)).toEqual({ text: 'Anfang', shown: 6, total: MOST_SHOWN * 3 });
  });

  it('takes a server that knows no ranges', async () => {
    answer('alles', { status: 200 });
    expect(await readText('/x', never)).toEqual({ text: 'alles', shown: 5, total: 5 });
  });

  it('finds an empty file empty', async () => {
    answer('', { status: 416 });
    expect(await readText('/x', never)).toEqual({ text: '', shown: 0, total: 0 });
  });

  it('throws what the server says', async () => {
    answer('{"code":"denied","detail":"no"}', { status: 403 });
    await expect(readText('/x', never)).rejects.toMatchObject({ code: 'denied' });
  });
});
