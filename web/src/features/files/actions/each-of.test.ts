import { expect, it } from 'vitest';
import { eachOf } from './each-of';

it('keeps the order of the items, whoever is faster', async () => {
  const work = (n: number) => new Promise<number>((done) => setTimeout(() => done(n), 5 - n));
  expect((await eachOf([1, 2, 3, 4], work)).done).toEqual([1, 2, 3, 4]);
});

it('works on four at a time and on each once', async () => {
  let now = 0;
  let most = 0;
  const { done } = await eachOf(
    Array.from({ length: 20 }, (_, n) => n),
    async (n) => {
      most = Math.max(most, ++now);
      await Promise.resolve();
      now--;
      return n;
    },
  );
  expect(done).toHaveLength(20);
  expect(most).toBe(4);
});

it('carries on past a failure and says what failed', async () => {
  const { done, failed } = await eachOf(['a', 'b', 'c'], async (name) => {
    if (name === 'b') throw new Error('locked');
    return name;
  });
  expect(done).toEqual(['a', 'c']);
  expect(failed.map((one) => one.item)).toEqual(['b']);
});
