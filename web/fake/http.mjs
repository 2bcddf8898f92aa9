import { Problem } from './problems.mjs';

/** Exactly what the real server sends, so that a page that breaks it breaks here first. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; " +
  "connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** For scripts: a worker has the policy of its own. */
export const SCRIPT_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'";

export async function readBody(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

export async function readJson(request) {
  if (!request.headers['content-type']?.startsWith('application/json')) {
    throw new Problem('invalid', 'The body has to be application/json.');
  }
  try {
    return JSON.parse((await readBody(request)).toString('utf8'));
  } catch {
    throw new Problem('invalid', 'The body is not JSON.');
  }
}

export function json(response, status, value, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers });
  response.end(JSON.stringify(value));
}

export function empty(response, headers = {}) {
  response.writeHead(204, headers);
  response.end();
}

export function bytes(response, content, { type, name, inline = false, ...headers }) {
  const disposition = inline ? 'inline' : 'attachment';
  const asked = /^bytes=(\d+)-(\d*)$/.exec(response.req.headers.range ?? '');
  const first = Number(asked?.[1] ?? 0);
  const last = Math.min(Number(asked?.[2] || content.length - 1), content.length - 1);
  const part = asked ? content.subarray(first, last + 1) : content;
  if (asked && first >= content.length) {
    response.writeHead(416, { 'Content-Range': `bytes */${content.length}`, 'Content-Length': 0 });
    return response.end();
  }
  response.writeHead(asked ? 206 : 200, {
    'Content-Type': type ?? 'application/octet-stream',
    'Content-Length': part.length,
    'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'Accept-Ranges': 'bytes',
    ...(asked ? { 'Content-Range': `bytes ${first}-${last}/${content.length}` } : {}),
    ...headers,
  });
  response.end(part);
}

export function problem(response, error) {
  response.writeHead(error.status, { 'Content-Type': 'application/problem+json', ...error.headers });
  response.end(error.body());
}

/** A route table: "GET /api/v1/nodes/:id" → handler. */
export function router(routes) {
  const compiled = Object.entries(routes).map(([key, handle]) => {
    const [method, path] = key.split(' ');
    const names = [];
    const pattern = path.replace(/:(\w+)/g, (_, name) => {
      names.push(name);
      return '([^/]+)';
    });
    return { method, names, pattern: new RegExp(`^${pattern}$`), handle };
  });
  return (method, path) => {
    for (const one of compiled) {
      const match = one.method === method && one.pattern.exec(path);
      if (!match) continue;
      const params = Object.fromEntries(one.names.map((name, i) => [name, decodeURIComponent(match[i + 1])]));
      return { handle: one.handle, params };
    }
    return null;
  };
}
