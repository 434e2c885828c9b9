import { z } from 'zod';
import { MINUTE } from '#app/lib/duration.ts';

const Minute = z.number().int();

/**
 * How many emails leave in which minute, as far as they have one: spans of minutes that are full, and the minutes that are
 * not. Minutes are counted from 1970 on; the first and the last of a span belong to it. Of a campaign there are some dozens of either, because
 * people come in groups that want the same moment.
 */
export const SendPace = z.object({
  full: z.array(z.tuple([Minute, Minute])),
  partial: z.array(z.tuple([Minute, z.number().int()])),
});
export type SendPace = z.infer<typeof SendPace>;

export const NO_PACE: SendPace = { full: [], partial: [] };

/** What gives each email its minute, one after the other. */
export type SendPacer = {
  /**
   * The first moment from one on in a minute that has room, which it takes.
   * @param at epoch milliseconds
   * @param allowed the first moment from one on at which the reader may be written to
   * @returns epoch milliseconds, never before `at`
   */
  take(at: number, allowed: (at: number) => number): number;
  /** What to go on from. */
  pace(): SendPace;
};

/** Goes on from a pace. @param perMinute how many a minute has room for */
export function sendPacer(known: SendPace, perMinute: number): SendPacer {
  const full = known.full.map(([first, last]): [number, number] => [first, last]);
  const partial = new Map(known.partial);

  function afterFull(minute: number): number {
    const span = full.find(([first, last]) => first <= minute && minute <= last);
    return span ? span[1] + 1 : minute;
  }

  function count(minute: number): void {
    const times = (partial.get(minute) ?? 0) + 1;
    if (times < perMinute) {
      partial.set(minute, times);
      return;
    }
    partial.delete(minute);
    addFull(full, minute);
  }

  return {
    take(from, allowed) {
      for (let at = allowed(from); ;) {
        const minute = Math.floor(at / MINUTE);
        const free = afterFull(minute);
        if (free === minute) {
          count(minute);
          return at;
        }
        at = allowed(free * MINUTE);
      }
    },
    pace: () => ({ full, partial: [...partial].sort(([one], [other]) => one - other) }),
  };
}

/** Adds a minute to the spans, which stay in order and apart. */
function addFull(full: [number, number][], minute: number): void {
  full.push([minute, minute]);
  full.sort(([one], [other]) => one - other);
  for (let index = full.length - 1; index > 0; index -= 1) {
    const [before, span] = [full[index - 1], full[index]];
    if (!before || !span || before[1] + 1 < span[0]) continue;
    before[1] = Math.max(before[1], span[1]);
    full.splice(index, 1);
  }
}
