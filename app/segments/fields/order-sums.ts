import type { ProfileState } from '#app/profiles/profile-state.ts';

/** Amounts by currency. */
type Sums = Record<string, number>;

/** The one amount of an amount by currency; 0 when there is none, null when currencies cannot be added up. */
export function inOneCurrency(...sums: Sums[]): number | null {
  const currencies = new Set(sums.flatMap((sum) => Object.keys(sum)));
  if (currencies.size > 1) return null;
  const [currency] = currencies;
  if (currency === undefined) return 0;
  return sums.reduce(
    (total, sum, index) => total + (index === 0 ? 1 : -1) * (sum[currency] ?? 0),
    0,
  );
}

/** Orders that were not cancelled. */
export function keptOrders({ orders }: ProfileState): number {
  return orders.placed - orders.cancelled;
}

/** What an order came to on average; null without one, and in several currencies. */
export function averageOrder(profile: ProfileState): number | null {
  const gross = inOneCurrency(profile.orders.grossMinor);
  return gross === null || keptOrders(profile) < 1 ? null : gross / keptOrders(profile);
}

/** An average of so many; null of nothing, so that no profile is known to buy none at a time. */
export function averageOf(count: number, average: number): number | null {
  return count > 0 ? average : null;
}

/** What percentage of a whole a part is; null when nothing was bought, so that a share of nothing does not count, and in several currencies. */
export function percentage(part: Sums, ...whole: Sums[]): number | null {
  if (inOneCurrency(part, ...whole) === null) return null;
  const sum = (sums: Sums[]) =>
    sums.flatMap((one) => Object.values(one)).reduce((a, b) => a + b, 0);
  const all = sum(whole);
  return all <= 0 ? null : (sum([part]) / all) * 100;
}

/** What was spent in one currency, refunds taken off; 0 when nothing was. */
export function spentIn({ orders }: ProfileState, currency: string): number {
  return (orders.grossMinor[currency] ?? 0) - (orders.refundedMinor[currency] ?? 0);
}
