import type { HoldReason } from '#app/messages/planner/planned-message.ts';
import type { RecipientRefusal } from './decide-recipient.ts';

/** What becomes of the email of a person, as far as it is known before. */
export type PreviewedOutcome =
  /** `at` is when it is due, epoch milliseconds. */
  | { act: 'send'; reason: null; at: number }
  /** The limits let it through later, at `at`. */
  | { act: 'defer'; reason: HoldReason; at: number }
  /** Not while it is relevant; `reason` is what holds it back. */
  | { act: 'expire'; reason: HoldReason; at: null }
  | { act: 'skip'; reason: RecipientRefusal; at: null };

/** A person with what becomes of the email. */
export type PreviewedPerson = PreviewedOutcome & {
  id: string;
  name: string | null;
  email: string | null;
};

/** People of one outcome. */
export type PreviewCount = Pick<PreviewedOutcome, 'act' | 'reason'> & {
  count: number;
  /** The earliest moment among them, epoch milliseconds. */
  firstAt: number | null;
};

/** Who of a segment gets a campaign, who later, who not, and why. */
export type CampaignPreview = {
  /** How many are in the segment. */
  total: number;
  /** How many of them were looked at, drawn at random where that is not all. */
  looked: number;
  counts: PreviewCount[];
  /** Some people of each outcome; empty for who may not see people. */
  people: PreviewedPerson[];
  /** When sending begins, and about when the last email is due by the timing and the throttle; epoch milliseconds. */
  begins: number;
  ends: number;
};

/** So many people of each outcome are named. */
const PEOPLE_NAMED = 5;

const ORDER: Readonly<Record<PreviewedOutcome['act'], number>> = {
  send: 0,
  defer: 1,
  expire: 2,
  skip: 3,
};

/** Counts people by what becomes of their email: who gets it first, then the most. */
export function previewCounts(people: readonly PreviewedOutcome[]): PreviewCount[] {
  const counts = new Map<string, PreviewCount>();
  for (const { act, reason, at } of people) {
    const key = `${act}:${reason ?? ''}`;
    const known = counts.get(key) ?? { act, reason, count: 0, firstAt: null };
    const firstAt = at === null ? known.firstAt : Math.min(at, known.firstAt ?? at);
    counts.set(key, { ...known, count: known.count + 1, firstAt });
  }
  return [...counts.values()].sort(
    (one, other) => ORDER[one.act] - ORDER[other.act] || other.count - one.count,
  );
}

/** Some people of each outcome, in the order of the counts. */
export function previewSample(
  people: readonly PreviewedPerson[],
  counts: readonly PreviewCount[],
): PreviewedPerson[] {
  return counts.flatMap(({ act, reason }) =>
    people.filter((one) => one.act === act && one.reason === reason).slice(0, PEOPLE_NAMED),
  );
}

/** How many of the segment would be of an outcome, from those that were looked at. */
export function estimatedCount(count: number, looked: number, total: number): number {
  return looked === 0 ? 0 : Math.round((count * total) / looked);
}
