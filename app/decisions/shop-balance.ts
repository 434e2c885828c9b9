/** Where everything of one kind that was ever asked for is now: messages of a channel, or runs of journeys. */
export type ChannelBalance = {
  entered: number;
  /** Sent, placed, or come to the end of its path. */
  sent: number;
  /** By reason: not sent, or exited before the end. */
  skipped: Record<string, number>;
  waiting: number;
  failed: number;
  inDoubt: number;
  /** What was done and left no record of it, or waits for no moment. */
  unrecorded: number;
  /** What ended otherwise than it began and for which no decision says why. */
  unexplained: number;
};

/** The balance of a shop by what is counted. */
export type ShopBalance = Record<BalanceKind, ChannelBalance>;

/** What is counted: the channels of messages, and the runs of journeys. */
export const BALANCE_KINDS = ['email', 'banner', 'run'] as const;
export type BalanceKind = (typeof BALANCE_KINDS)[number];

/** Rows counted by where they are. */
export type BalanceRow = {
  kind: BalanceKind;
  state: string;
  reason: string | null;
  count: number;
  unrecorded: number;
  unexplained: number;
};

type Place = 'sent' | 'skipped' | 'waiting' | 'failed' | 'inDoubt';

/** Where each state of an effect or a run counts. One that is not here makes the balance fail. */
const PLACES: Readonly<Record<string, Place>> = {
  done: 'sent',
  completed: 'sent',
  skipped: 'skipped',
  exited: 'skipped',
  ready: 'waiting',
  active: 'waiting',
  failed: 'failed',
  attempted: 'inDoubt',
  in_doubt: 'inDoubt',
};

/** The balance out of counted rows; a state that has no place is in none of its sums. */
export function balanceOfRows(rows: readonly BalanceRow[]): ShopBalance {
  const of = (kind: BalanceKind) => channelBalance(rows.filter((row) => row.kind === kind));
  return { email: of('email'), banner: of('banner'), run: of('run') };
}

function channelBalance(rows: readonly BalanceRow[]): ChannelBalance {
  const total = (name: 'count' | 'unrecorded' | 'unexplained', of = rows) =>
    of.reduce((sum, row) => sum + row[name], 0);
  const at = (place: Place) => rows.filter(({ state }) => PLACES[state] === place);
  return {
    entered: total('count'),
    sent: total('count', at('sent')),
    skipped: countByReason(at('skipped')),
    waiting: total('count', at('waiting')),
    failed: total('count', at('failed')),
    inDoubt: total('count', at('inDoubt')),
    unrecorded: total('unrecorded'),
    unexplained: total('unexplained'),
  };
}

function countByReason(rows: readonly BalanceRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason, count } of rows)
    counts[reason ?? 'unknown'] = (counts[reason ?? 'unknown'] ?? 0) + count;
  return counts;
}

/**
 * What is wrong with a balance, in words; empty when it holds: entered = sent + skipped + waiting + failed + in doubt, each
 * that was sent is on record, and each that ended otherwise has a decision that says why.
 */
export function balanceFaults(balance: ShopBalance): string[] {
  return BALANCE_KINDS.flatMap((kind) => {
    const { entered, sent, skipped, waiting, failed, inDoubt, unrecorded, unexplained } =
      balance[kind];
    const placed = Object.values(skipped).reduce((sum, count) => sum + count, 0);
    const missing = entered - (sent + placed + waiting + failed + inDoubt);
    return [
      ...(missing === 0
        ? []
        : [`${kind}: ${String(missing)} of ${String(entered)} unaccounted for`]),
      ...(unrecorded === 0 ? [] : [`${kind}: ${String(unrecorded)} without a record`]),
      ...(unexplained === 0 ? [] : [`${kind}: ${String(unexplained)} without a decision`]),
    ];
  });
}
