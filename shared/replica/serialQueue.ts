/**
 * Runs tasks one after the other, in the order in which they were given. Saves and arrivals both go
 * through one queue, so each sees the replica as the one before left it. A task that fails doesn't
 * stop the next.
 */
export interface SerialQueue {
  run<T>(task: () => Promise<T>): Promise<T>;
}

export function serialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(task) {
      const result = last.then(task);
      last = result.catch(() => undefined);
      return result;
    },
  };
}
