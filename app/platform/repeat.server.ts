export type Repeating = {
  /** Ends the repetition after the work under way. */
  stop(): Promise<void>;
};

/**
 * Does `work` again and again, `everyMs` of real time after it last ended. Trouble goes to `onError`, and
 * the next try is made all the same.
 */
export function repeat(
  everyMs: number,
  onError: (error: unknown) => void,
  work: () => Promise<void>,
): Repeating {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();

  function next(): void {
    timer = setTimeout(() => {
      current = work()
        .catch(onError)
        .finally(() => {
          if (!stopped) next();
        });
    }, everyMs);
  }

  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
