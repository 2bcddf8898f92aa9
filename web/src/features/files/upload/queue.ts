import type { ProblemCode } from '../../../app/problem';

/** What to do when the name is taken: the API's own words. */
export type Conflict = 'fail' | 'replace' | 'rename';
export type Decision = 'replace' | 'rename' | 'skip';

export type Status = 'waiting' | 'running' | 'asking' | 'done' | 'skipped' | 'cancelled' | 'failed';

export type Upload = {
  id: number;
  /** Which call of `added` it came with: its folders are made once per batch. */
  batch: number;
  file: File;
  path: string[];
  parent: string;
  parentName: string;
  status: Status;
  conflict: Conflict;
  sent: number;
  problem: ProblemCode | null;
};

export type Queue = readonly Upload[];

export type Change =
  | { kind: 'added'; uploads: readonly Upload[] }
  | { kind: 'started'; id: number }
  | { kind: 'progressed'; id: number; sent: number }
  | { kind: 'finished'; id: number }
  | { kind: 'failed'; id: number; problem: ProblemCode }
  | { kind: 'asked'; id: number }
  | { kind: 'decided'; ids: readonly number[]; decision: Decision }
  | { kind: 'cancelled'; ids: readonly number[] }
  | { kind: 'retried'; ids: readonly number[] }
  | { kind: 'cleared' };

const AT_ONCE = 3;
const OVER: readonly Status[] = ['done', 'skipped', 'cancelled', 'failed'];

export function change(queue: Queue, one: Change): Queue {
  switch (one.kind) {
    case 'added':
      return [...queue, ...one.uploads];
    case 'started':
      return update(queue, [one.id], ['waiting'], { status: 'running', sent: 0, problem: null });
    case 'progressed':
      return update(queue, [one.id], ['running'], { sent: one.sent });
    case 'finished':
      return update(queue, [one.id], ['running'], { status: 'done' });
    case 'failed':
      return update(queue, [one.id], ['running'], { status: 'failed', problem: one.problem });
    case 'asked':
      return update(queue, [one.id], ['running'], { status: 'asking', sent: 0 });
    case 'decided':
      return update(queue, one.ids, ['asking'], outcome(one.decision));
    case 'cancelled':
      return update(queue, one.ids, ['waiting', 'running', 'asking'], { status: 'cancelled' });
    case 'retried':
      return update(queue, one.ids, ['failed', 'cancelled'], { status: 'waiting', sent: 0, problem: null });
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

export type Summary = { active: number; done: number; failed: number; sent: number; total: number };

/** For the panel's head: by bytes, since a hundred small files say nothing about one large one. */
export function summarise(queue: Queue): Summary {
  const summary: Summary = { active: 0, done: 0, failed: 0, sent: 0, total: 0 };
  for (const { status, sent, file } of queue) {
    if (status === 'cancelled' || status === 'skipped') continue;
    summary.total += file.size;
    summary.sent += status === 'done' ? file.size : Math.min(sent, file.size);
    if (status === 'done') summary.done++;
    else if (status === 'failed') summary.failed++;
    else summary.active++;
  }
  return summary;
}
