import { describe, expect, it } from 'vitest';
import { speakingFor } from './language';

describe('speakingFor', () => {
  it('prefers what the person chose', () => {
    expect(speakingFor('en', ['de-DE'])).toMatchObject({ language: 'en', locale: 'en-GB' });
  });

  it('takes the first browser language that we speak', () => {
    expect(speakingFor(null, ['fr-FR', 'en-US', 'de-DE'])).toMatchObject({ language: 'en', locale: 'en-US' });
  });

  it('keeps the region of the browser', () => {
    expect(speakingFor('de', ['en-US', 'de-AT']).locale).toBe('de-AT');
  });

  it('falls back to German', () => {
    expect(speakingFor(null, ['fr-FR'])).toMatchObject({ language: 'de', locale: 'de-DE' });
  });

  it('copes with a language without region', () => {
    expect(speakingFor(null, ['en']).locale).toBe('en-GB');
  });
});
