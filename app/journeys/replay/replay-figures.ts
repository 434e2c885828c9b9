import type { ReplayBackground, ReplayRecord } from './replay-record.ts';
import type { Counts, ReplayTotals } from './replay-totals.ts';

/** One figure of a replay; `unit` says what it counts. Of money `currency` says which. */
export type ReplayFigure = {
  key: string;
  name: string;
  unit: string;
  value: number;
  currency: string | null;
};

/** Something that was counted, with how often. */
export type CountedReason = { reason: string; count: number };

/** How many counts there are in all. */
export function sumOfReasons(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Counts as a list, the most first. */
export function reasonsOf(counts: Counts): CountedReason[] {
  return Object.entries(counts)
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

/** Why emails would be deferred, over all steps. */
export function deferralsOf({ steps }: ReplayTotals): Counts {
  const sums: Counts = {};
  for (const { deferred } of Object.values(steps))
    for (const [reason, count] of Object.entries(deferred))
      sums[reason] = (sums[reason] ?? 0) + count;
  return sums;
}

/** The emails of a replay, over all steps. */
function mailSums({ steps }: ReplayTotals): { sent: number; skipped: number; waiting: number } {
  const all = Object.values(steps);
  return {
    sent: all.reduce((sum, { sent }) => sum + sent, 0),
    skipped: all.reduce((sum, { skipped }) => sum + sumOfReasons(skipped), 0),
    waiting: all.reduce((sum, { waiting }) => sum + waiting, 0),
  };
}

/** The figures of a replay in the order of its page; none before the first people were replayed. */
export function replayFigures({
  totals,
  aside,
}: Pick<ReplayRecord, 'totals' | 'aside'>): ReplayFigure[] {
  if (!totals) return [];
  const mails = mailSums(totals);
  const count = (key: string, name: string, unit: string, value: number): ReplayFigure => {
    return { key, name, unit, value, currency: null };
  };
  return [
    count('entered', 'Entered', 'people', totals.entered),
    count('runs', 'Runs started', 'runs', totals.runs.started),
    count('sent', 'Would be sent', 'emails', mails.sent),
    count('skipped', 'Would be skipped', 'emails', mails.skipped),
    count('deferred', 'Would be deferred', 'emails', sumOfReasons(deferralsOf(totals))),
    count('waiting', 'Not due yet', 'emails', mails.waiting),
    count('overlaps', 'Overlaps', 'emails', totals.overlaps.mails),
    count('offers', 'Offers made', 'offers', offersIn(totals)),
    ...codeFigures(totals, count),
    count('orders', 'Orders after an email', 'orders', totals.followed.orders),
    ...revenueFigures(totals, aside),
  ];
}

/** What those orders came to, and beside it all orders of the window. */
function revenueFigures(
  { followed }: ReplayTotals,
  aside: ReplayBackground | null,
): ReplayFigure[] {
  const all = aside?.orders ?? [];
  const after = Object.entries(followed.minor).map(([currency, value]): ReplayFigure => {
    return {
      key: `revenue:${currency}`,
      name: 'Revenue of those orders',
      unit: '',
      value,
      currency,
    };
  });
  return [
    ...after,
    ...all.flatMap(({ currency, orders, minor }): ReplayFigure[] => [
      {
        key: `all-orders:${currency}`,
        name: 'All orders of the period',
        unit: `orders in ${currency}`,
        value: orders,
        currency: null,
      },
      {
        key: `all-revenue:${currency}`,
        name: 'Revenue of all orders',
        unit: '',
        value: minor,
        currency,
      },
    ]),
  ];
}

/** How many offers would have been used, and what they would have taken off; none where none was made. */
function codeFigures(
  { codes = {} }: ReplayTotals,
  count: (key: string, name: string, unit: string, value: number) => ReplayFigure,
): ReplayFigure[] {
  const all = Object.values(codes);
  if (all.length === 0) return [];
  const used = all.reduce((sum, one) => sum + one.used, 0);
  const cost: Counts = {};
  for (const one of all)
    for (const [currency, minor] of Object.entries(one.cost))
      cost[currency] = (cost[currency] ?? 0) + minor;
  return [
    count('codes-used', 'Offers followed by an order while valid', 'offers', used),
    ...Object.entries(cost).map(([currency, value]): ReplayFigure => {
      const name = 'Cost of those offers, had they been used';
      return { key: `code-cost:${currency}`, name, unit: '', value, currency };
    }),
  ];
}

/** How often a step made an offer. */
function offersIn({ actions }: ReplayTotals): number {
  return Object.values(actions).reduce((sum, kinds) => sum + (kinds['issue_code'] ?? 0), 0);
}
