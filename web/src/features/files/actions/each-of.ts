type Outcome<T, R> = { done: R[]; failed: { item: T; error: unknown }[] };

const AT_ONCE = 4;

/** Does something with each item, a few at a time, and carries on past failures: one locked file stops no other. */
export async function eachOf<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<Outcome<T, R>> {
  const results = new Map<number, R>();
  const failed: Outcome<T, R>['failed'] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [index, item] of queue) {
      try {
        results.set(index, await work(item));
      } catch (error) {
        failed.push({ item, error });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { done: [...results].sort(([a], [b]) => a - b).map(([, result]) => result), failed };
}
