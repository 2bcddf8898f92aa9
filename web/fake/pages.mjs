import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { POLICY, SCRIPT_POLICY } from './http.mjs';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The addresses that the real server knows as pages; at any other it says that there is nothing. */
const PAGES =
  /^\/(login|welcome|files|settings|meetings|index\.html)?$|^\/(files|trash|settings|meet|s|login\/flow)\//;

/** The built pages, with the one page for every address that is no file. */
export async function servePage(path, response, status = 200) {
  const isFile = path.lastIndexOf('/') === 0 && path.includes('.');
  if (status === 200 && !isFile && !path.startsWith('/assets/') && !PAGES.test(path)) {
    response.writeHead(404, { 'Content-Type': 'text/plain' });
    return response.end('not found');
  }
  const file = path.includes('.') ? join(DIST, normalize(path)) : join(DIST, 'index.html');
  const content = file.startsWith(DIST) ? await readFile(file).catch(() => null) : null;
  if (!content) {
    response.writeHead(404, { 'Content-Type': 'text/plain' });
    return response.end('not found');
  }
  const kept = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  response.writeHead(status, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': /\.m?js$/.test(file) ? SCRIPT_POLICY : POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cache-Control': kept,
  });
  response.end(content);
}
