import { expect, it } from 'vitest';
import { driveAddress, rcloneCommand } from './device-addresses';

const https = { protocol: 'https:', host: 'rathaus.example', origin: 'https://rathaus.example' };
const http = { protocol: 'http:', host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' };

it('speaks davs only where there is TLS', () => {
  expect(driveAddress(https, 'maria')).toBe('davs://rathaus.example/remote.php/dav/files/maria/');
  expect(driveAddress(http, 'maria')).toBe('dav://127.0.0.1:8080/remote.php/dav/files/maria/');
});

it('makes rclone ask for the password instead of putting it on the command line', () => {
  expect(rcloneCommand(https, 'maria')).toBe(
    'rclone config create allmende webdav url=https://rathaus.example/remote.php/dav/files/maria/ ' +
      'vendor=nextcloud user=maria --all',
  );
});
