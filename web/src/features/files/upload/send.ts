import { API, csrfHeader } from '../../../app/api';
import { ApiProblem, problemFrom } from '../../../app/problem';

type Send = {
  method: 'PUT' | 'POST';
  path: string;
  body?: Blob;
  headers?: Record<string, string>;
  signal: AbortSignal;
  /** Bytes of this body that have gone out. */
  onProgress?: (sent: number) => void;
};

/** XMLHttpRequest, because fetch still cannot say how much of a body has gone out. */
export function send({ method, path, body, headers, signal, onProgress }: Send): Promise<string> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    request.open(method, API + path);
    for (const [name, value] of Object.entries({ ...csrfHeader(), ...headers }))
      request.setRequestHeader(name, value);
    if (body) request.setRequestHeader('Content-Type', 'application/octet-stream');
    if (onProgress) request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onerror = () => reject(new ApiProblem('network', 0, 'The connection broke.'));
    request.onabort = () => reject(signal.reason);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.responseText);
      else
        reject(problemFrom(request.status, request.responseText, request.getResponseHeader('Retry-After')));
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body ?? null);
  });
}
