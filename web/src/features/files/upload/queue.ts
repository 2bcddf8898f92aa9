import type { ProblemCode } from '../../../app/problem';

/** What to do when the name is taken: the API's own words. */
export type Conflict = 'fail' | 'replace' | 'rename';
export type Decision = 'replace' | 'rename' | 'skip';

export type Status =
  | 'waiting'
  | 'running'
  | 'asking'
  /** Somebody has stopped it for now. */
  | 'paused'
  /** The network, or the server, is away: it is tried again by itself. */
  | 'broken'
  /** Known from before the page was loaded anew, but the browser has not kept its file. */
  | 'missing'
  | 'done'
  | 'skipped'
  | 'cancelled'
  | 'failed';

export type Upload = {
  id: number;
  /** What the server and the browser's store know it by. */
  key: string;
  /** Which call of `added` it came with: its folders are made once per batch. */
  batch: number;
  name: string;
  size: number;
  /** In milliseconds since 1970. */
  lastModified: number;
  type: string;
  file: File | null;
  path: string[];
  parent: string;
  parentName: string;
  status: Status;
  conflict: Conflict;
  sent: number;
  /** How often it broke off since bytes last went through. */
  breaks: number;
  problem: ProblemCode | null;
};

export type Queue = readonly Upload[];

export type Change =
  | { kind: 'added'; uploads: readonly Upload[] }
  | { kind: 'started'; id: number }
  | { kind: 'progressed'; id: number; sent: number }
  | { kind: 'finished'; id: number }
  | { kind: 'failed'; id: number; problem: ProblemCode }
  | { kind: 'broke'; id: number }
  | { kind: 'mended'; ids: readonly number[] }
  | { kind: 'lost'; id: number }
  | { kind: 'found'; id: number; file: File }
  | { kind: 'paused'; ids: readonly number[] }
  | { kind: 'resumed'; ids: readonly number[] }
  | { kind: 'asked'; id: number }
  | { kind: 'decided'; ids: readonly number[]; decision: Decision }
  | { kind: 'cancelled'; ids: readonly number[] }
  | { kind: 'retried'; ids: readonly number[] }
  | { kind: 'cleared' };

const AT_ONCE = 3;
const UNDER_WAY: readonly Status[] = ['waiting', 'running', 'asking', 'paused', 'broken', 'missing'];
const OVER: readonly Status[] = ['done', 'skipped', 'cancelled', 'failed'];

export function change(queue: Queue, one: Change): Queue {
  switch (one.kind) {
    case 'added':
      return [...queue, ...one.uploads];
    case 'started':
      return update(queue, [one.id], ['waiting'], { status: 'running', problem: null });
    case 'progressed':
      return queue.map((upload) =>
        upload.id === one.id && upload.status === 'running'
          ? { ...upload, sent: one.sent, breaks: one.sent > upload.sent ? 0 : upload.breaks }
          : upload,
      );
    case 'finished':
      return update(queue, [one.id], ['running'], { status: 'done' });
    case 'failed':
      return update(queue, [one.id], ['running'], { status: 'failed', problem: one.problem });
    case 'broke':
      return queue.map((upload) =>
        upload.id === one.id && upload.status === 'running'
          ? { ...upload, status: 'broken', breaks: upload.breaks + 1 }
          : upload,
      );
    case 'mended':
      return update(queue, one.ids, ['broken'], { status: 'waiting' });
    case 'lost':
      return update(queue, [one.id], ['running'], { status: 'missing', file: null });
    case 'found':
      return update(queue, [one.id], ['missing'], { status: 'waiting', file: one.file });
    case 'paused':
      return update(queue, one.ids, ['waiting', 'running', 'broken'], { status: 'paused' });
    case 'resumed':
      return update(queue, one.ids, ['paused'], { status: 'waiting' });
    case 'asked':
      return update(queue, [one.id], ['running'], { status: 'asking' });
    case 'decided':
      return update(queue, one.ids, ['asking'], outcome(one.decision));
    case 'cancelled':
      return update(queue, one.ids, UNDER_WAY, { status: 'cancelled', sent: 0 });
    case 'retried':
      return update(queue, one.ids, ['failed', 'cancelled'], { status: 'waiting', problem: null });
    case 'cleared':
      return queue.filter((upload) => !isOver(upload));
  }
}

/** Late news about an upload that has moved on (cancelled while its last bytes went out) changes nothing. */
function update(queue: Queue, ids: readonly number[], from: readonly Status[], to: Partial<Upload>): Queue {
  return queue.map((one) => (ids.includes(one.id) && from.includes(one.status) ? { ...one, ...to } : one));
}

function outcome(decision: Decision): Partial<Upload> {
  return decision === 'skip' ? { status: 'skipped' } : { status: 'waiting', conflict: decision };
}

export function isOver(upload: Upload): boolean {
  return OVER.includes(upload.status);
}

/** Which uploads may start now. A question holds only its own file back, not the others. */
export function startable(queue: Queue): Upload[] {
  const running = queue.filter((one) => one.status === 'running').length;
  return queue.filter((one) => one.status === 'waiting').slice(0, Math.max(0, AT_ONCE - running));
}

/** What is known of a file without having it: enough to tell whether another one is the same. */
export function isSameFile(upload: Upload, file: File): boolean {
  return file.name === upload.name && file.size === upload.size && file.lastModified === upload.lastModified;
}

/** After how many milliseconds to try again what has broken off so often in a row. */
export function patience(breaks: number): number {
  return Math.min(30_000, 500 * 2 ** breaks);
}

export type Summary = {
  active: number;
  /** Of the active ones, how many go on only when somebody says so. */
  held: number;
  done: number;
  failed: number;
  sent: number;
  total: number;
};

/** For the panel's head: by bytes, since a hundred small files say nothing about one large one. */
export function summarise(queue: Queue): Summary {
  const summary: Summary = { active: 0, held: 0, done: 0, failed: 0, sent: 0, total: 0 };
  for (const { status, sent, size } of queue) {
    if (status === 'cancelled' || status === 'skipped') continue;
    summary.total += size;
    summary.sent += status === 'done' ? size : Math.min(sent, size);
    if (status === 'done') summary.done++;
    else if (status === 'failed') summary.failed++;
    else {
      summary.active++;
      if (status === 'paused' || status === 'missing') summary.held++;
    }
  }
  return summary;
}
