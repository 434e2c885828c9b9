import type { SuppressionReason } from '#app/consent/may-send.ts';
import type { FeedbackKind } from './feedback-event.ts';

/** So many soft bounces without a delivery between them stop an address. */
const SOFT_BOUNCES_IN_A_ROW = 5;

/** What counts toward that: the newest soft bounces, at most five, and the last delivery. */
export type AddressFeedback = {
  softs: readonly { mail: string; at: number }[];
  deliveredAt: number | null;
};

/** What is known of an address before a report; times are epoch milliseconds. */
export type KnownFeedback = {
  feedback: AddressFeedback;
  suppression: { reason: SuppressionReason; at: number } | null;
  /** When staff last allowed the address again after bounces, and after a complaint. */
  lifts: { bounce: number | null; complaint: number | null };
};

/** A report about the address. */
export type AddressReport = { kind: FeedbackKind; mail: string; at: number; words: string | null };

export type SuppressionChange =
  | { change: 'none' }
  | { change: 'suppress'; reason: SuppressionReason; at: number; words: string | null }
  /** An email arrived after the soft bounces. */
  | { change: 'lift'; at: number };

type Candidate = { reason: SuppressionReason; at: number; words: string | null };

const GRAVITY: Record<SuppressionReason, number> = {
  unsubscribed: 0,
  soft_bounce: 1,
  hard_bounce: 2,
  complaint: 3,
};

/**
 * What reports make of an address: a hard bounce or a complaint stops it at once, the fifth soft bounce in a row as well. The
 * graver reason holds, and of two alike the newer. Every part is a greatest-of register or a set that is cut by time, so the same
 * reports in any order, repeated at will, give the same.
 */
export function decideFeedback(
  { feedback: known, suppression, lifts }: KnownFeedback,
  reports: readonly AddressReport[],
): { feedback: AddressFeedback; suppression: SuppressionChange } {
  const feedback = countReports(known, reports);
  const counted = softsInARow(feedback, lifts.bounce);
  const [newest] = counted;
  const candidates: Candidate[] = [];
  for (const { kind, at, words } of reports) {
    if (kind === 'hard' && at > (lifts.bounce ?? -Infinity))
      candidates.push({ reason: 'hard_bounce', at, words });
    if (kind === 'complaint' && at > (lifts.complaint ?? -Infinity))
      candidates.push({ reason: 'complaint', at, words });
  }
  if (counted.length >= SOFT_BOUNCES_IN_A_ROW && newest) {
    const report = reports.find(({ kind, mail }) => kind === 'soft' && mail === newest.mail);
    candidates.push({ reason: 'soft_bounce', at: newest.at, words: report?.words ?? null });
  }
  const best = candidates.reduce<Candidate | null>(
    (top, one) => (top === null || outweighs(one, top) ? one : top),
    null,
  );
  if (best && (suppression === null || outweighs(best, suppression)))
    return { feedback, suppression: { change: 'suppress', ...best } };
  const hasArrived =
    suppression?.reason === 'soft_bounce' &&
    counted.length < SOFT_BOUNCES_IN_A_ROW &&
    feedback.deliveredAt !== null;
  return {
    feedback,
    suppression: hasArrived
      ? { change: 'lift', at: feedback.deliveredAt ?? suppression.at }
      : { change: 'none' },
  };
}

function outweighs(
  one: Pick<Candidate, 'reason' | 'at'>,
  other: Pick<Candidate, 'reason' | 'at'>,
): boolean {
  const more = GRAVITY[one.reason] - GRAVITY[other.reason];
  return more > 0 || (more === 0 && one.at > other.at);
}

function countReports(
  { softs, deliveredAt }: AddressFeedback,
  reports: readonly AddressReport[],
): AddressFeedback {
  const byMail = new Map(softs.map(({ mail, at }) => [mail, at]));
  let delivered = deliveredAt ?? -Infinity;
  for (const { kind, mail, at } of reports) {
    if (kind === 'soft') byMail.set(mail, Math.max(at, byMail.get(mail) ?? -Infinity));
    if (kind === 'delivered') delivered = Math.max(delivered, at);
  }
  const newest = [...byMail]
    .map(([mail, at]) => ({ mail, at }))
    .sort((a, b) => b.at - a.at || (a.mail < b.mail ? -1 : 1))
    .slice(0, SOFT_BOUNCES_IN_A_ROW);
  return { softs: newest, deliveredAt: delivered === -Infinity ? null : delivered };
}

/** The soft bounces after the last delivery and after staff allowed the address again, the newest first. */
function softsInARow({ softs, deliveredAt }: AddressFeedback, liftedAt: number | null) {
  const since = Math.max(deliveredAt ?? -Infinity, liftedAt ?? -Infinity);
  return softs.filter(({ at }) => at > since);
}
