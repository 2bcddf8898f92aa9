import { ApiProblem, problemFrom } from './problem';

export const API = '/api/v1';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

let csrf: string | null = null;

/** Called with every session the server describes, since each has its own value. */
export function rememberCsrf(value: string | null): void {
  csrf = value;
}

export function csrfHeader(): Record<string, string> {
  return csrf === null ? {} : { 'X-Allmende-CSRF': csrf };
}

/** The one road to the server for everything but the bytes of an upload, which report their progress. */
export async function call<T>(
  method: Method,
  path: string,
  options: { body?: unknown; signal?: AbortSignal | undefined } = {},
): Promise<T> {
  const response = await send(method, path, options);
  const text = await response.text();
  if (!response.ok) throw problemFrom(response.status, text, response.headers.get('Retry-After'));
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function send(
  method: Method,
  path: string,
  { body, signal }: { body?: unknown; signal?: AbortSignal | undefined },
): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') Object.assign(headers, csrfHeader());
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(API + path, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem('network', 0, String(error));
  }
}
