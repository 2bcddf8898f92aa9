import { describe, expect, it } from 'vitest';
import { catalogue } from '../../app/texts/catalogue';
import { judgeFileName, keepBothName, splitName } from './naming';

const t = catalogue.en;

describe('judgeFileName', () => {
  it.each([
    ['', t.files.nameEmpty],
    ['   ', t.files.nameEmpty],
    ['a/b', t.files.nameSlash],
    ['..', t.files.nameDots],
    ['ü'.repeat(126), t.files.nameLong],
    ['Plan.odt', t.files.nameTaken],
    [' Plan.odt ', t.files.nameTaken],
    ['plan.odt', null],
    ['100 % sicher?.txt', null],
  ])('%j: %j', (name, verdict) => {
    expect(judgeFileName(name, new Set(['Plan.odt']), t)).toBe(verdict);
  });
});

describe('keepBothName', () => {
  it('counts from 2', () => {
    expect(keepBothName('Plan.odt', new Set(['Plan.odt']))).toBe('Plan (2).odt');
  });

  it('passes numbers that are taken', () => {
    expect(keepBothName('Plan.odt', new Set(['Plan.odt', 'Plan (2).odt']))).toBe('Plan (3).odt');
  });
});

describe('splitName', () => {
  it.each([
    ['Plan.odt', 'Plan', '.odt'],
    ['archiv.tar.gz', 'archiv.tar', '.gz'],
    ['.profile', '.profile', ''],
    ['ohne', 'ohne', ''],
  ])('%j', (name, stem, ending) => {
    expect(splitName(name)).toEqual({ stem, ending });
  });
});
