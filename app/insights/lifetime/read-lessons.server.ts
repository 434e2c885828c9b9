import type { ShopClient } from '#app/db.server.ts';
import { weeksHeldBack } from './evidence.ts';
import type { Lessons } from './learn.ts';
import {
  readGroups,
  readSpendings,
  readSpendTests,
  readWeekCounts,
  sampledOneIn,
  type Found,
} from './read-histories.server.ts';
import { WEEKS_OF_YEAR } from './season-clock.ts';
import type { ShopDays } from './shop-days.ts';

/** Reads what a shop's models are learned from, the newest weeks apart too. */
export async function readLessons(
  client: ShopClient,
  shopId: string,
  { found, currency, now, days }: { found: Found; currency: string; now: number; days: ShopDays },
): Promise<Lessons> {
  const oneIn = sampledOneIn(found);
  const weeks = weeksHeldBack(found.weeks);
  const today = days.number(now);
  const until = today - weeks * 7;
  const part = { now, days, oneIn };
  const spends = { now, days, people: found.people, currency };
  return {
    today,
    groups: await readGroups(client, shopId, { ...part, until: today }),
    // A season takes a year.
    counts: found.weeks < WEEKS_OF_YEAR ? [] : await readWeekCounts(client, shopId, part),
    spendings: await readSpendings(client, shopId, { ...part, currency }),
    spends: await readSpendTests(client, shopId, { ...spends, until: today }),
    heldBack: {
      groups: await readGroups(client, shopId, { ...part, until }),
      spends: await readSpendTests(client, shopId, { ...spends, until }),
      weeks,
    },
  };
}
