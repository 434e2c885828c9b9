/** Things that happen at moments of simulated time. */
export type Agenda = {
  /** Lets something happen at a moment, epoch milliseconds; what is due already happens with the next tick. */
  at(moment: number, happen: () => void | Promise<void>): void;
  /** Lets everything happen that is due, in order of time. */
  tick(now: number): Promise<void>;
  readonly waiting: number;
};

type Entry = { moment: number; happen: () => void | Promise<void> };

/** An empty agenda. */
export function openAgenda(): Agenda {
  // The latest first, so that the next one is taken off the end.
  const entries: Entry[] = [];
  return {
    at(moment, happen) {
      let [low, high] = [0, entries.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((entries[middle]?.moment ?? 0) > moment) low = middle + 1;
        else high = middle;
      }
      entries.splice(low, 0, { moment, happen });
    },
    async tick(now) {
      for (let next = entries.at(-1); next && next.moment <= now; next = entries.at(-1)) {
        entries.pop();
        await next.happen();
      }
    },
    get waiting() {
      return entries.length;
    },
  };
}
