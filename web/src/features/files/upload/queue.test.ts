import { describe, expect, it } from 'vitest';
import {
  type Change,
  change,
  isSameFile,
  patience,
  type Queue,
  startable,
  summarise,
  type Upload,
} from './queue';

const upload = (id: number, more: Partial<Upload> = {}): Upload => ({
  id,
  batch: 1,
  key: String(id),
  name: `${id}.txt`,
  size: 8,
  lastModified: 1000,
  type: 'text/plain',
  file: new File(['12345678'], `${id}.txt`, { lastModified: 1000 }),
  path: [],
  parent: '1',
  parentName: 'Dateien',
  status: 'waiting',
  conflict: 'fail',
  sent: 0,
  breaks: 0,
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

  it('goes on from where it was when tried again', () => {
    const failed = upload(1, { status: 'failed', sent: 5, problem: 'denied' });
    expect(apply([failed], { kind: 'retried', ids: [1] })[0]).toMatchObject({
      status: 'waiting',
      sent: 5,
      problem: null,
    });
  });

  it('waits out a broken line, ever longer, and gives its place to others', () => {
    const broken = apply(
      [1, 2, 3, 4].map((id) => upload(id)),
      { kind: 'started', id: 1 },
      { kind: 'progressed', id: 1, sent: 3 },
      { kind: 'broke', id: 1 },
    );
    expect(broken[0]).toMatchObject({ status: 'broken', sent: 3, breaks: 1 });
    expect(startable(broken).map((one) => one.id)).toEqual([2, 3, 4]);
    const again = apply(broken, { kind: 'mended', ids: [1] }, { kind: 'started', id: 1 });
    expect(apply(again, { kind: 'broke', id: 1 })[0]?.breaks).toBe(2);
    expect(apply(again, { kind: 'progressed', id: 1, sent: 4 })[0]?.breaks).toBe(0);
    expect(patience(1)).toBeLessThan(patience(2));
    expect(patience(50)).toBe(30_000);
  });

  it('pauses and resumes, without losing what has gone out', () => {
    const paused = apply(
      [upload(1), upload(2)],
      { kind: 'started', id: 1 },
      { kind: 'progressed', id: 1, sent: 3 },
      { kind: 'paused', ids: [1, 2] },
      { kind: 'progressed', id: 1, sent: 8 },
      { kind: 'broke', id: 1 },
    );
    expect(statuses(paused)).toEqual(['paused', 'paused']);
    expect(startable(paused)).toEqual([]);
    expect(apply(paused, { kind: 'resumed', ids: [1] })[0]).toMatchObject({ status: 'waiting', sent: 3 });
  });

  it('goes on with the same file alone', () => {
    const missing = upload(1, { status: 'missing', file: null, sent: 5 });
    const same = new File(['12345678'], '1.txt', { lastModified: 1000 });
    expect(isSameFile(missing, same)).toBe(true);
    expect(isSameFile(missing, new File(['12345678'], '1.txt', { lastModified: 2000 }))).toBe(false);
    expect(isSameFile(missing, new File(['1'], '1.txt', { lastModified: 1000 }))).toBe(false);
    expect(statuses(apply([missing], { kind: 'resumed', ids: [1] }))).toEqual(['missing']);
    expect(apply([missing], { kind: 'found', id: 1, file: same })[0]).toMatchObject({
      status: 'waiting',
      file: same,
      sent: 5,
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
    expect(summarise(queue)).toEqual({ active: 2, held: 0, done: 1, failed: 1, sent: 13, total: 32 });
  });

  it('never shows more than everything (a multipart frame may count extra)', () => {
    expect(summarise([upload(1, { status: 'running', sent: 99 })]).sent).toBe(8);
  });

  it('tells what goes on only when somebody says so', () => {
    const queue = [upload(1, { status: 'paused' }), upload(2, { status: 'missing' }), upload(3)];
    expect(summarise(queue)).toMatchObject({ active: 3, held: 2 });
  });
});
