import type { ShopClient } from '#app/platform/db.server.ts';
import type { Recovered } from '#app/journeys/page/recovered.ts';
import { readFigures, type KeptFigure } from '#app/roll-ups/store/read-figures.server.ts';

/** The stored figures that hold it, by journey and by `<step>:<currency>`. */
export const RECOVERY_FIGURES = ['orders', 'orders.value'] as const;

/**
 * What each journey recovered: orders that are not cancelled, placed within five days after the same person
 * clicked one of its mails or banners. Of several clicks the last one before the order counts, so no order
 * counts twice. It says what followed a click, not what would have happened without it.
 * @param since epoch milliseconds; orders placed before its hour are left out
 * @param currency the shop's; orders in others are left out, because sums over currencies say nothing
 * @returns by journey key; journeys without orders are absent
 */
export async function recoveredByJourney(
  client: ShopClient,
  shopId: string,
  since: number,
  currency: string,
): Promise<Map<string, Recovered>> {
  const stored = await readFigures(client, shopId, RECOVERY_FIGURES, since);
  const keys = new Set(stored.map(({ key }) => key));
  return new Map(
    [...keys].flatMap((key) => {
      const ofKey = stored.filter((figure) => figure.key === key);
      const sum = sumRecovered(recoveredByStep(ofKey, currency).values());
      return sum.orders === 0 ? [] : [[key, sum]];
    }),
  );
}

/** What several steps recovered together. */
export function sumRecovered(steps: Iterable<Recovered>): Recovered {
  return [...steps].reduce(
    (sum, one) => ({ orders: sum.orders + one.orders, minor: sum.minor + one.minor }),
    { orders: 0, minor: 0 },
  );
}

/** What the steps of one journey recovered, by their ids, from its stored figures. */
export function recoveredByStep(
  stored: readonly KeptFigure[],
  currency: string,
): Map<string, Recovered> {
  const found = new Map<string, Recovered>();
  for (const { figure, detail, count } of stored) {
    if ((figure !== 'orders' && figure !== 'orders.value') || !detail.endsWith(`:${currency}`))
      continue;
    const step = detail.slice(0, -currency.length - 1);
    const { orders, minor } = found.get(step) ?? { orders: 0, minor: 0 };
    found.set(
      step,
      figure === 'orders' ? { orders: orders + count, minor } : { orders, minor: minor + count },
    );
  }
  return found;
}
