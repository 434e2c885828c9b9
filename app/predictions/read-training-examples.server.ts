import type { ShopClient } from '#app/platform/db.server.ts';
import { holdoutWeeks } from './model/evidence.ts';
import type { TrainingExamples } from './model/train-lifetime-model.ts';
import { readGroups, readWeekCounts } from './store/read-histories.server.ts';
import { readSpendings, readSpendTests } from './store/read-spendings.server.ts';
import { sampledOneIn, type BuyerCounts } from './read-histories.ts';
import { WEEKS_OF_YEAR } from './model/season-clock.ts';
import type { ShopDays } from './model/shop-days.ts';

/** Reads what a shop's models are learned from, the newest weeks apart too. */
export async function readTrainingExamples(
  client: ShopClient,
  shopId: string,
  {
    found,
    currency,
    now,
    days,
  }: { found: BuyerCounts; currency: string; now: number; days: ShopDays },
): Promise<TrainingExamples> {
  const oneIn = sampledOneIn(found);
  const weeks = holdoutWeeks(found.weeks);
  const today = days.number(now);
  const until = today - weeks * 7;
  const sample = { now, days, oneIn };
  const spends = { now, days, people: found.people, currency };
  return {
    today,
    groups: await readGroups(client, shopId, { ...sample, until: today }),
    // A season takes a year.
    counts: found.weeks < WEEKS_OF_YEAR ? [] : await readWeekCounts(client, shopId, sample),
    spendings: await readSpendings(client, shopId, { ...sample, currency }),
    spends: await readSpendTests(client, shopId, { ...spends, until: today }),
    holdout: {
      groups: await readGroups(client, shopId, { ...sample, until }),
      spends: await readSpendTests(client, shopId, { ...spends, until }),
      weeks,
    },
  };
}
