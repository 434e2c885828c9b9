/** What is to happen in a store, by simulated time. Things of one moment begin in the order of who does them. */
export type Agenda = {
  /**
   * @param moment epoch milliseconds
   * @param who decides the order within a moment, whatever was planned first
   */
  at(moment: number, who: string, happen: () => void | Promise<void>): void;
  /** The next moment at which something happens; null when nothing is planned. */
  next(): number | null;
  /** Begins everything that is due, in order, and waits for all of it. */
  tick(now: number): Promise<void>;
};

type Entry = { moment: number; who: string; happen: () => void | Promise<void> };

/** An empty agenda. */
export function openAgenda(): Agenda {
  // The latest first, so that the next one is taken off the end.
  const entries: Entry[] = [];
  return {
    at(moment, who, happen) {
      let [low, high] = [0, entries.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const other = entries[middle];
        if (other && comesBefore({ moment, who }, other)) low = middle + 1;
        else high = middle;
      }
      entries.splice(low, 0, { moment, who, happen });
    },
    next: () => entries.at(-1)?.moment ?? null,
    async tick(now) {
      for (let next = entries.at(-1); next && next.moment <= now; next = entries.at(-1)) {
        const { moment } = next;
        const together: Promise<void>[] = [];
        for (let one = entries.at(-1); one?.moment === moment; one = entries.at(-1)) {
          entries.pop();
          together.push(Promise.resolve(one.happen()));
        }
        await Promise.all(together);
      }
    },
  };
}

function comesBefore(a: Pick<Entry, 'moment' | 'who'>, b: Pick<Entry, 'moment' | 'who'>): boolean {
  return a.moment === b.moment ? a.who < b.who : a.moment < b.moment;
}
