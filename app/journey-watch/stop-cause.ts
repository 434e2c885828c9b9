import { MINUTE } from '#app/lib/duration.ts';
import type { HeardTopics } from './heard-topics.ts';
import type { MissedChances, WatchMeasure } from './watched.ts';

/** Why something that is watched has stopped, as far as it can be seen. */
export const STOP_CAUSES = [
  'not_processed',
  'source_silent',
  'topic_silent',
  'reference_gone',
  'filter_refuses',
  'entry_refused',
  'nothing_matches',
  'not_subscribed',
  'quiet_hours',
  'sender_refused',
  'emails_skipped',
  'emails_put_off',
  'emails_failed',
  'no_entries',
  'none_entered',
  'step_fails',
  'unknown',
] as const;
export type StopCause = (typeof STOP_CAUSES)[number];

/** The cause with what it is about: a topic, a reason, or what to correct. */
export type NamedCause = { cause: StopCause; detail: string };

/** What can be seen of a stop. Moments are epoch milliseconds. */
export type StopFacts = {
  measure: WatchMeasure;
  /** When it happened last. */
  since: number;
  /** When the oldest delivery came that is not processed yet; null when none waits. */
  pendingSince: number | null;
  /** What of the journey refers to something that is gone: the first sentence of the publish check. */
  goneReference: string | null;
  /** Chances that were missed since, by outcome and reason. */
  missed: MissedChances;
  /** The topics without which the journey cannot start, and when each topic came last. */
  topics: readonly string[];
  heard: HeardTopics;
  /** Shopify says that it has newer ones, which did not come. */
  isLost: boolean;
  /** It never happened since its rules are as they are. */
  isUnproven: boolean;
  now: number;
};

/** Deliveries that wait for so long are not processed. */
const BACKLOG_MS = 5 * MINUTE;
/** A reason explains a stop when it is that of so many of the missed chances. */
const MOST_OF_THEM = 0.5;

/** Why it stopped. What is certain goes before what is only likely. */
export function nameStopCause(facts: StopFacts): NamedCause {
  const { measure, pendingSince, goneReference, now } = facts;
  if (isBacklog(pendingSince, now)) return named('not_processed');
  if (measure === 'deliveries') return named('source_silent');
  if (facts.isLost) return named('topic_silent', facts.topics.join(', '));
  if (goneReference !== null) return named('reference_gone', goneReference);
  return measure === 'emails' ? emailCause(facts) : entryCause(facts);
}

/** Whether deliveries wait so long that they are not processed. @param now epoch milliseconds, as is `pendingSince` */
export function isBacklog(pendingSince: number | null, now: number): boolean {
  return pendingSince !== null && now - pendingSince > BACKLOG_MS;
}

function named(cause: StopCause, detail = ''): NamedCause {
  return { cause, detail };
}

function entryCause(facts: StopFacts): NamedCause {
  const { missed, topics, heard, since, isUnproven, now } = facts;
  const [outcome, reason] = mainReason(missed, 'not_entered');
  if (isUnproven) {
    const times = Object.values(missed).reduce((sum, count) => sum + count, 0);
    return named('none_entered', noneEnteredDetail({ times, waitedMs: now - since, reason }));
  }
  if (outcome !== null)
    return reason === 'entry_not_met' ? named('filter_refuses') : named('entry_refused', reason);
  if (topics.length === 0) return named('unknown');
  const isHeard = topics.some((topic) => (heard[topic]?.at ?? 0) > since);
  return isHeard ? named('nothing_matches') : named('topic_silent', topics.join(', '));
}

const NO_CONSENT = new Set(['not_subscribed', 'suppressed', 'no_address']);

/** Refusals that are about who sends, not about one mailbox or one email. */
const SENDER_REFUSED = new Set([
  'refused',
  'refused_sender',
  'refused_policy',
  'refused_server',
  'receiver_absent',
  'link_lost',
]);

function emailCause({ missed }: StopFacts): NamedCause {
  const [outcome, reason] = mainReason(missed);
  if (outcome === null) return named('no_entries');
  if (outcome === 'failed')
    return named(SENDER_REFUSED.has(reason) ? 'sender_refused' : 'emails_failed', reason);
  if (outcome === 'deferred')
    return reason === 'quiet_hours' ? named('quiet_hours') : named('emails_put_off', reason);
  return NO_CONSENT.has(reason) ? named('not_subscribed', reason) : named('emails_skipped', reason);
}

/** What is known of a journey that no one entered since it was published, as a text. */
type NoneEntered = { times: number; waitedMs: number; reason: string | undefined };

function noneEnteredDetail({ times, waitedMs, reason = '' }: NoneEntered): string {
  return [times, waitedMs, reason].join(' ');
}

/** Reads the detail of `none_entered`. */
export function readNoneEntered(detail: string): NoneEntered {
  const [times, waitedMs, reason] = detail.split(' ');
  return { times: Number(times), waitedMs: Number(waitedMs), reason: reason || undefined };
}

/** The reason of most of the missed chances, with its outcome. */
function mainReason(
  missed: MissedChances,
  only?: string,
): [outcome: string, reason: string] | [null] {
  const found = Object.entries(missed)
    .map(([key, count]) => ({ parts: key.split(':'), count }))
    .filter(({ parts: [outcome] }) => only === undefined || outcome === only)
    .sort((one, other) => other.count - one.count);
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const [first] = found;
  if (!first || first.count < MOST_OF_THEM * total) return [null];
  const [outcome = '', reason = ''] = first.parts;
  return [outcome, reason];
}
