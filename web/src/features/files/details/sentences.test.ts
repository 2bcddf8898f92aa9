import { describe, expect, it } from 'vitest';
import { browseCatalogue } from '../../../app/texts/browse';
import type { Happening } from './details';
import { sentenceOf } from './sentences';

const b = browseCatalogue.de.browse;
const happening = (change: Partial<Happening>): Happening => ({
  id: '1',
  at: '2026-01-15T10:00:00Z',
  kind: 'file.changed',
  by: 'Anna Ährenfeld',
  self: false,
  link: false,
  client: 'Firefox',
  name: 'Plan.pdf',
  from: null,
  ...change,
});

describe('what happened', () => {
  it('names who did it, and speaks to oneself', () => {
    expect(sentenceOf(happening({}), b)).toBe('Anna Ährenfeld hat den Inhalt geändert.');
    expect(sentenceOf(happening({ self: true }), b)).toBe('Sie haben den Inhalt geändert.');
    expect(sentenceOf(happening({ by: null, link: true, kind: 'file.read' }), b)).toBe(
      'Jemand mit einem Link hat die Datei geöffnet.',
    );
    expect(sentenceOf(happening({ by: null, kind: 'file.deleted' }), b)).toBe(
      'Allmende hat die Datei in den Papierkorb gelegt.',
    );
  });

  it('knows a new name from a new place', () => {
    const moved = { kind: 'file.moved' };
    expect(sentenceOf(happening({ ...moved, from: 'Bau/Plan.pdf' }), b)).toBe(
      'Anna Ährenfeld hat dies verschoben. Es lag in „Bau/Plan.pdf“.',
    );
    expect(sentenceOf(happening({ ...moved, from: 'Bau/Entwurf.pdf' }), b)).toBe(
      'Anna Ährenfeld hat dies umbenannt. Es hieß „Entwurf.pdf“.',
    );
    expect(sentenceOf(happening(moved), b)).toBe('Anna Ährenfeld hat dies verschoben oder umbenannt.');
  });

  it('says that something happened even when it does not know what', () => {
    expect(sentenceOf(happening({ kind: 'file.blessed' }), b)).toBe('Anna Ährenfeld hat etwas getan.');
  });
});
