import { describe, expect, it } from 'vitest';
import { type Entry, fromFileList, readEntries } from './dropped';

const file = (name: string): Entry => ({ isFile: true, name, file: (found) => found(new File(['x'], name)) });

const folder = (name: string, entries: Entry[], atOnce = 100): Entry => ({
  isFile: false,
  name,
  createReader: () => {
    const left = [...entries];
    return { readEntries: (found) => found(left.splice(0, atOnce)) };
  },
});

const shown = (delivery: Awaited<ReturnType<typeof readEntries>>) =>
  delivery.files.map((one) => [...one.path, one.file.name].join('/'));

describe('readEntries', () => {
  it('keeps the folders of a tree', async () => {
    const tree = folder('Bau', [file('a.txt'), folder('Pläne', [file('b.txt')])]);
    const delivery = await readEntries([tree, file('c.txt')]);
    expect(shown(delivery)).toEqual(['Bau/a.txt', 'Bau/Pläne/b.txt', 'c.txt']);
    expect(delivery.emptyFolders).toEqual([]);
  });

  it('reads on until the reader has nothing left', async () => {
    const many = Array.from({ length: 250 }, (_, n) => file(`${n}.txt`));
    expect(shown(await readEntries([folder('viele', many)]))).toHaveLength(250);
  });

  it('remembers folders without files', async () => {
    const delivery = await readEntries([folder('leer', []), folder('außen', [folder('innen', [])])]);
    expect(delivery.emptyFolders).toEqual([['leer'], ['außen', 'innen']]);
  });

  it('fails when a file cannot be read', async () => {
    const broken: Entry = { isFile: true, name: 'x', file: (_, failed) => failed(new Error('gone')) };
    await expect(readEntries([broken])).rejects.toThrow('gone');
  });
});

describe('fromFileList', () => {
  it('takes the folders from webkitRelativePath', () => {
    const picked = Object.assign(new File([''], 'b.txt'), { webkitRelativePath: 'Bau/Pläne/b.txt' });
    const plain = Object.assign(new File([''], 'c.txt'), { webkitRelativePath: '' });
    expect(fromFileList([picked, plain]).files.map((one) => one.path)).toEqual([['Bau', 'Pläne'], []]);
  });
});
