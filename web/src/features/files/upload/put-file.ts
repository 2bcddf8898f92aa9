import { API, csrfHeader } from '../../../app/api';
import { ApiProblem, problemFrom } from '../../../app/problem';
import type { Conflict } from './queue';

type PutFile = {
  parent: string;
  file: File;
  conflict: Conflict;
  signal: AbortSignal;
  onProgress: (sent: number) => void;
};

/** XMLHttpRequest, because fetch still cannot say how much of a body has gone out. */
export function putFile({ parent, file, conflict, signal, onProgress }: PutFile): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const url = `${API}/nodes/${parent}/children/${encodeURIComponent(file.name)}?conflict=${conflict}`;
    request.open('PUT', url);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-Modified-At', new Date(file.lastModified).toISOString());
    for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onerror = () => reject(new ApiProblem('network', 0, 'The connection broke.'));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else
        reject(problemFrom(request.status, request.responseText, request.getResponseHeader('Retry-After')));
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
