/** What is to happen in a store, by simulated time. Things of one moment begin in the order of who does them. */
export type Agenda = {
  /**
   * @param moment epoch milliseconds
   * @param who decides the order within a moment, whatever was planned first
   */
  at(moment: number, who: string, happen: () => void | Promise<void>): void;
  /** The next moment at which something happens; null when nothing is planned. */
  next(): number | null;
  /**
   * Begins the next thing of each person for whom something is due, in order, and waits for all of them. What else a
   * person does at the same moment is left for the next call: the app would else receive both at once, in an order
   * of the machine's choice.
   */
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
      const begun = new Set<string>();
      const later: Entry[] = [];
      const together: Promise<void>[] = [];
      const isDue = (one: Entry | undefined): one is Entry => (one?.moment ?? Infinity) <= now;
      for (let one = entries.at(-1); isDue(one); one = entries.at(-1)) {
        entries.pop();
        if (begun.has(one.who)) later.push(one);
        else {
          begun.add(one.who);
          together.push(Promise.resolve(one.happen()));
        }
      }
      entries.push(...later.toReversed());
      await Promise.all(together);
    },
  };
}

function comesBefore(a: Pick<Entry, 'moment' | 'who'>, b: Pick<Entry, 'moment' | 'who'>): boolean {
  return a.moment === b.moment ? a.who < b.who : a.moment < b.moment;
}
