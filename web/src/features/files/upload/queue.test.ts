import { describe, expect, it } from 'vitest';
import { type Change, change, type Queue, startable, summarise, type Upload } from './queue';

const upload = (id: number, more: Partial<Upload> = {}): Upload => ({
  id,
  batch: 1,
  file: new File(['12345678'], `${id}.txt`),
  path: [],
  parent: '1',
  parentName: 'Dateien',
  status: 'waiting',
  conflict: 'fail',
  sent: 0,
  problem: null,
  ...more,
});

const apply = (queue: Queue, ...changes: Change[]) => changes.reduce(change, queue);
const statuses = (queue: Queue) => queue.map((one) => one.status);

describe('the upload queue', () => {
  it('starts three at a time', () => {
    const queue = [1, 2, 3, 4, 5].map((id) => upload(id));
    expect(startable(queue).map((one) => one.id)).toEqual([1, 2, 3]);
    expect(startable(apply(queue, { kind: 'started', id: 1 })).map((one) => one.id)).toEqual([2, 3]);
  });

  it('does not let a question hold the others back', () => {
    const queue = apply(
      [1, 2, 3, 4].map((id) => upload(id)),
      { kind: 'started', id: 1 },
      { kind: 'asked', id: 1 },
    );
    expect(startable(queue).map((one) => one.id)).toEqual([2, 3, 4]);
  });

  it('tries again with the decision', () => {
    const asking = upload(1, { status: 'asking' });
    expect(apply([asking], { kind: 'decided', ids: [1], decision: 'rename' })[0]).toMatchObject({
      status: 'waiting',
      conflict: 'rename',
    });
    expect(statuses(apply([asking], { kind: 'decided', ids: [1], decision: 'skip' }))).toEqual(['skipped']);
  });

  it('ignores late news of a cancelled upload', () => {
    const queue = apply(
      [upload(1)],
      { kind: 'started', id: 1 },
      { kind: 'cancelled', ids: [1] },
      { kind: 'finished', id: 1 },
      { kind: 'failed', id: 1, problem: 'network' },
    );
    expect(statuses(queue)).toEqual(['cancelled']);
  });

  it('does not cancel what is done', () => {
    const queue = apply([upload(1, { status: 'done' })], { kind: 'cancelled', ids: [1] });
    expect(statuses(queue)).toEqual(['done']);
  });

  it('retries from the beginning', () => {
    const failed = upload(1, { status: 'failed', sent: 5, problem: 'network' });
    expect(apply([failed], { kind: 'retried', ids: [1] })[0]).toMatchObject({
      status: 'waiting',
      sent: 0,
      problem: null,
    });
  });

  it('forgets only what is over', () => {
    const queue = [
      upload(1, { status: 'done' }),
      upload(2, { status: 'running' }),
      upload(3, { status: 'asking' }),
    ];
    expect(apply(queue, { kind: 'cleared' }).map((one) => one.id)).toEqual([2, 3]);
  });
});

describe('summarise', () => {
  it('counts bytes of what is done and under way', () => {
    const queue = [
      upload(1, { status: 'done' }),
      upload(2, { status: 'running', sent: 3 }),
      upload(3, { status: 'cancelled', sent: 7 }),
      upload(4, { status: 'failed', sent: 2 }),
      upload(5),
    ];
    expect(summarise(queue)).toEqual({ active: 2, done: 1, failed: 1, sent: 13, total: 32 });
  });

  it('never shows more than everything (a multipart frame may count extra)', () => {
    expect(summarise([upload(1, { status: 'running', sent: 99 })]).sent).toBe(8);
  });
});
