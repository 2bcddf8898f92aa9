import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../app/texts/catalogue';
import { clientName } from './client-name';

describe('clientName', () => {
  it.each([
    [
      'Mozilla/5.0 (Linux) mirall/3.7.3-1+deb12u2 (Nextcloud, debian-6.1.0 ClientArchitecture: x86_64)',
      'Nextcloud-Desktop auf Linux',
    ],
    ['Mozilla/5.0 (Windows) mirall/3.14.1stable (Nextcloud)', 'Nextcloud-Desktop auf Windows'],
    ['Mozilla/5.0 (Macintosh) mirall/3.14.1 (Nextcloud)', 'Nextcloud-Desktop auf macOS'],
    ['Mozilla/5.0 (Android) Nextcloud-android/3.30.0', 'Nextcloud für Android'],
    ['Mozilla/5.0 (iOS) Nextcloud-iOS/6.2.0', 'Nextcloud für iPhone und iPad'],
    ['rclone/v1.60.1', 'Rclone'],
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      'Der Browser Firefox auf Linux',
    ],
    ['', 'Eine unbekannte App'],
    ['Mozilla/5.0', 'Eine unbekannte App'],
    ['<script>alert(1)</script>', 'Eine unbekannte App'],
  ])('%j is %j', (userAgent, name) => {
    expect(clientName(userAgent, catalogue.de)).toBe(name);
  });

  it('keeps a stranger from filling the page', () => {
    expect(clientName('x'.repeat(5000), catalogue.en).length).toBeLessThan(60);
  });
});
