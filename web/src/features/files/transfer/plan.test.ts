import { describe, expect, it } from 'vitest';
import type { Node } from '../nodes';
import { decided, intoItself, planned } from './plan';

const node = (id: string, parent: string, kind: Node['kind'] = 'file'): Node => ({
  id,
  parent,
  space: '1',
  kind,
  name: `name ${id}`,
  size: 0,
  modifiedAt: '2026-01-15T10:00:00Z',
  etag: 'e',
  type: null,
  preview: false,
  locked: false,
  shared: false,
  can: ['read'],
});
const target = {
  id: '20',
  name: 'Ziel',
  path: [
    { id: '1', name: 'Oben' },
    { id: '20', name: 'Ziel' },
  ],
};

describe('what a paste does', () => {
  it('leaves alone what is moved to where it lies', () => {
    expect(planned('move', [node('30', '20'), node('31', '1')], target).map((one) => one.node.id)).toEqual([
      '31',
    ]);
  });

  it('numbers a copy beside its original, and asks about every other taken name', () => {
    expect(planned('copy', [node('30', '20'), node('31', '1')], target).map((one) => one.conflict)).toEqual([
      'rename',
      'fail',
    ]);
  });

  it('knows a folder that would go into itself, or into what is in it', () => {
    expect(intoItself([node('7', '1'), node('20', '1', 'folder')], target)?.id).toBe('20');
    expect(intoItself([node('1', '0', 'folder')], target)?.id).toBe('1');
    expect(intoItself([node('7', '1', 'folder')], target)).toBeUndefined();
  });
});

describe('an answer about taken names', () => {
  const pieces = planned('copy', [node('1', '9'), node('2', '9', 'folder')], target);

  it('replaces files, and leaves folders to another answer', () => {
    const { again, open } = decided(pieces, 'replace');
    expect(again.map((one) => [one.node.id, one.conflict])).toEqual([['1', 'replace']]);
    expect(open.map((one) => one.node.id)).toEqual(['2']);
  });

  it('keeps both of all, or skips all', () => {
    expect(decided(pieces, 'rename').again.map((one) => one.conflict)).toEqual(['rename', 'rename']);
    expect(decided(pieces, 'skip')).toEqual({ again: [], open: [] });
  });
});
