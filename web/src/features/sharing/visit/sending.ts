import { useEffect, useRef, useState } from 'react';
import { ApiProblem, codeOf, type ProblemCode, problemFrom } from '../../../app/problem';

export type Sending = {
  id: number;
  name: string;
  state: 'waiting' | 'going' | 'done' | 'failed';
  /** Between 0 and 1. */
  sent: number;
  problem: ProblemCode | null;
};

/** Sends files one after the other. Leaving the page ends it, so the browser asks before. */
export function useSending(placeFor: (name: string) => string, onSent: () => void) {
  const [list, setList] = useState<readonly Sending[]>([]);
  const queue = useRef<{ id: number; file: File; url: string }[]>([]);
  const going = useRef(false);
  const nextId = useRef(1);
  const put = (id: number, some: Partial<Sending>) =>
    setList((before) => before.map((one) => (one.id === id ? { ...one, ...some } : one)));

  const busy = list.some((one) => one.state === 'waiting' || one.state === 'going');
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [busy]);

  const run = async () => {
    if (going.current) return;
    going.current = true;
    for (let next = queue.current.shift(); next; next = queue.current.shift()) {
      const { id, file, url } = next;
      put(id, { state: 'going' });
      try {
        await send(url, file, (sent) => put(id, { sent }));
        put(id, { state: 'done', sent: 1 });
        onSent();
      } catch (error) {
        put(id, { state: 'failed', problem: codeOf(error) });
      }
    }
    going.current = false;
  };

  const add = (files: readonly File[]) => {
    const added = files.map((file) => ({ id: nextId.current++, file, url: placeFor(file.name) }));
    queue.current.push(...added);
    setList((before) => [
      ...before,
      ...added.map(
        ({ id, file }): Sending => ({ id, name: file.name, state: 'waiting', sent: 0, problem: null }),
      ),
    ]);
    void run();
  };
  return { list, add };
}

/** XMLHttpRequest, because fetch cannot say how much of a body has gone out. */
function send(url: string, file: File, onProgress: (sent: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-Modified-At', new Date(file.lastModified).toISOString());
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 1);
    request.onerror = () => reject(new ApiProblem('network', 0, 'The connection broke.'));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else
        reject(problemFrom(request.status, request.responseText, request.getResponseHeader('Retry-After')));
    };
    request.send(file);
  });
}
