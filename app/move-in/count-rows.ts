import type { ConsentState } from '#app/events/event.ts';
import type { SuppressionReason } from '#app/consent/may-send.ts';
import { newestConsent } from '#app/profiles/newest-consent.ts';
import type { Wish } from '#app/profiles/profile.ts';
import type { Refusal, RowReading, UnusableRow } from './read-row.ts';

/** What a file would come to, or came to. */
export type Counts = {
  rows: number;
  /** People the shop does not know yet, that it knows, and rows about somebody who stood further up. */
  people: { new: number; known: number; again: number };
  /** Wishes that change something, by channel, and wishes that were known or that a newer one outdates. */
  subscribed: Record<Channel, number>;
  unsubscribed: Record<Channel, number>;
  unchanged: Record<Channel, number>;
  /** Subscriptions and numbers that are not taken, with why. The person is. */
  refused: Partial<Record<`${Channel}:${Refusal}`, number>>;
  suppressed: Partial<Record<SuppressionReason, number>>;
  /** Rows of which nothing is taken, with why. */
  unusable: Partial<Record<UnusableRow, number>>;
};
type Channel = 'email' | 'sms';

/** The counts before the first row. */
export function noCounts(): Counts {
  return {
    rows: 0,
    people: { new: 0, known: 0, again: 0 },
    subscribed: { email: 0, sms: 0 },
    unsubscribed: { email: 0, sms: 0 },
    unchanged: { email: 0, sms: 0 },
    refused: {},
    suppressed: {},
    unusable: {},
  };
}

/** What the shop knows of somebody: what they want. */
export type Known = { consent: Record<Channel, Wish | null> };

/** The counts with one more row. */
export function countRow(
  counts: Counts,
  row: RowReading,
  known: Known | null,
  isAgain: boolean,
): Counts {
  const rows = counts.rows + 1;
  if (row.outcome === 'unusable')
    return { ...counts, rows, unusable: plusOne(counts.unusable, row.reason) };
  const people = { ...counts.people };
  people[isAgain ? 'again' : known ? 'known' : 'new'] += 1;
  const after = { ...counts, rows, people };
  for (const { channel, state, at } of row.wishes) {
    const change = changes(known?.consent[channel] ?? null, { value: state, at });
    const kind = change ? state : 'unchanged';
    after[kind] = { ...after[kind], [channel]: after[kind][channel] + 1 };
  }
  after.refused = row.refused.reduce<Counts['refused']>(
    (sums, { channel, reason }) => plusOne(sums, `${channel}:${reason}`),
    counts.refused,
  );
  if (row.suppression) after.suppressed = plusOne(counts.suppressed, row.suppression.reason);
  return after;
}

function changes(known: Wish | null, told: { value: ConsentState; at: number }): boolean {
  return newestConsent(known, told)?.value !== known?.value;
}

function plusOne<K extends string>(
  sums: Partial<Record<K, number>>,
  key: K,
): Partial<Record<K, number>> {
  const before: number = sums[key] ?? 0;
  return { ...sums, [key]: before + 1 };
}
