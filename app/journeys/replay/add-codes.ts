import { monthOf } from '#app/offers/offer-lookup.ts';
import { costOfCode, orderWithCode, type CodeTotals, type OfferedCode } from './offered-code.ts';
import type { ReplayRules } from './replay-rules.ts';
import type { ReplayedPerson } from './replayed-person.ts';

/** Adds the codes that a replay gave one person. Each order takes one code. @param codes by the key of the offer */
export function addCodes(
  codes: Record<string, CodeTotals>,
  given: readonly OfferedCode[],
  { orders }: Pick<ReplayedPerson, 'orders'>,
  { offers, mail: { timeZone } }: Pick<ReplayRules, 'offers' | 'mail'>,
): void {
  let left = orders;
  for (const code of given) {
    const content = offers?.get(code.offer)?.content;
    const totals = (codes[code.offer] ??= { issued: 0, used: 0, cost: {}, months: {} });
    totals.issued += 1;
    monthIn(totals, code.month).issued += 1;
    const order = orderWithCode(code, left);
    if (!order || !content) continue;
    left = left.filter((one) => one !== order);
    const minor = costOfCode(content, order);
    totals.used += 1;
    totals.cost[order.currency] = (totals.cost[order.currency] ?? 0) + minor;
    monthIn(totals, monthOf(order.placedAt, timeZone)).costMinor += minor;
  }
}

function monthIn({ months }: CodeTotals, month: string) {
  return (months[month] ??= { issued: 0, costMinor: 0 });
}
