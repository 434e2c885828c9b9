/**
 * Collects what comes in while a write is under way and writes it together next, so that many concurrent
 * callers share one transaction. A lone caller is served at once.
 * @param write carries out a group; gives one result per item, in the same order
 */
export function groupCommit<Item, Result>(
  write: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  type PendingItem = {
    item: Item;
    done: (result: Result) => void;
    failed: (error: unknown) => void;
  };
  let pending: PendingItem[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    writing = true;
    while (pending.length > 0) {
      const group = pending;
      pending = [];
      try {
        const results = await write(group.map(({ item }) => item));
        group.forEach(({ done, failed }, place) => {
          const result = results[place];
          if (result === undefined) failed(new Error('A grouped write gave too few results.'));
          else done(result);
        });
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
    }
    writing = false;
  }

  return (item) =>
    new Promise((done, failed) => {
      pending.push({ item, done, failed });
      if (!writing) void writeAll();
    });
}
