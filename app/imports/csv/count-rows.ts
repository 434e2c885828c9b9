import type { KnownAddress } from '#app/consent/known-address.ts';
import type { SuppressionReason } from '#app/consent/may-send.ts';
import { addressKey, standingConsent, withAct } from '#app/profiles/consent-acts.ts';
import {
  evidenceOf,
  type RowRefusal,
  type ParsedRow,
  type FileConsentIntent,
  type UnusableRow,
} from './read-row.ts';

/** What a file would come to, or came to. */
export type ImportCounts = {
  rows: number;
  /** People the shop does not know yet, that it knows, and rows about a person of an earlier row. */
  people: { new: number; known: number; again: number };
  /** Consents that change something, by channel, and those that were known or that a newer one outdates. */
  subscribed: Record<Channel, number>;
  unsubscribed: Record<Channel, number>;
  unchanged: Record<Channel, number>;
  /** Subscriptions and numbers that are not taken, with why. The person is. */
  refused: Partial<Record<`${Channel}:${RowRefusal}`, number>>;
  suppressed: Partial<Record<SuppressionReason, number>>;
  /** Rows of which nothing is taken, with why. */
  unusable: Partial<Record<UnusableRow, number>>;
};
type Channel = 'email' | 'sms';

/** The counts before the first row. */
export function noCounts(): ImportCounts {
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

/** What is known of the person of a row: whether there is one, or was further up, and what addresses agreed to. */
export type KnownRow = {
  isKnown: boolean;
  isAgain: boolean;
  addresses: ReadonlyMap<string, KnownAddress>;
};

/** The counts with one more row. */
export function countRow(
  counts: ImportCounts,
  row: ParsedRow,
  { isKnown, isAgain, addresses }: KnownRow,
): ImportCounts {
  const rows = counts.rows + 1;
  if (row.outcome === 'unusable')
    return { ...counts, rows, unusable: plusOne(counts.unusable, row.reason) };
  const people = { ...counts.people };
  people[isAgain ? 'again' : isKnown ? 'known' : 'new'] += 1;
  const after = { ...counts, rows, people };
  for (const intent of row.intents) {
    const { channel, state } = intent;
    const address = (channel === 'email' ? row.email : row.phone) ?? '';
    const kind = changesConsent(addresses.get(addressKey(channel, address)), intent)
      ? state
      : 'unchanged';
    after[kind] = { ...after[kind], [channel]: after[kind][channel] + 1 };
  }
  after.refused = row.refused.reduce<ImportCounts['refused']>(
    (sums, { channel, reason }) => plusOne(sums, `${channel}:${reason}`),
    counts.refused,
  );
  if (row.suppression) after.suppressed = plusOne(counts.suppressed, row.suppression.reason);
  return after;
}

/** Whether another consent holds for an address after what a row says of it. */
function changesConsent(
  known: KnownAddress | undefined,
  { state, at }: FileConsentIntent,
): boolean {
  const acts = known?.acts ?? {};
  const act = { id: '', state, at, ours: true as const };
  const after = standingConsent(withAct(acts, evidenceOf(state), act));
  return after?.state !== standingConsent(acts)?.state;
}

function plusOne<K extends string>(
  sums: Partial<Record<K, number>>,
  key: K,
): Partial<Record<K, number>> {
  const before: number = sums[key] ?? 0;
  return { ...sums, [key]: before + 1 };
}
