import { maySend, type AddressConsent, type MessageClass } from '#app/consent/may-send.ts';
import { refusedByReader, type ReaderChoice } from '#app/consent/reader-preferences.ts';
import type { QuietHours } from '#app/consent/quiet-hours.ts';
import { CAMPAIGN_PACE } from '#app/effects/campaign-effect-count.ts';
import { retryPolicyOf } from '#app/effects/registry.ts';
import type { Line } from '#app/events/event.ts';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import type { LoadedContext } from '#app/messages/contexts/mail-context.ts';
import type { MessageLimits } from '#app/messages/planner/message-limits.ts';
import type { PlanDecisionInput } from '#app/messages/planner/plan-decision-input.ts';
import type { PlanFacts } from '#app/messages/planner/plan-facts.ts';
import {
  HOLD_REASONS,
  type HoldReason,
  type PlannedMessage,
} from '#app/messages/planner/planned-message.ts';
import { CODE_PENDING, CODE_WAIT_MS, type CouponState } from '#app/offers/coupon.ts';

/** What is true at the moment of sending. Times are epoch milliseconds. */
export type MailFacts = {
  class: MessageClass;
  consent: AddressConsent;
  /** What its reader chose; absent where that is not known, as in a replay. */
  reader?: ReaderChoice;
  /** The run that asked for the mail; null when none did. */
  run: {
    state: string;
    endReason: string | null;
    /** Since when its journey is paused; null or absent when it is not. */
    pausedAt?: number | null;
  } | null;
  /** When its campaign was cancelled; null while it was not, null or absent where no campaign asked for the mail. */
  cancelledAt?: number | null;
  /** Why its campaign leaves the person out now; null or absent where it does not, or no campaign asked for the mail. */
  leftOut?: string | null;
  /** The exit condition of its journey that holds now, as the reason of an exit; absent or null when none does. */
  exit?: string | null;
  /** Whether the same run already has a later mail that is due or sent. */
  superseded: boolean;
  /** How often it was tried. */
  attempts: number;
  /** Why it did not leave the last time, as a word of ours. */
  lastReason: string | null;
  about: LoadedContext;
  /** How the offer stands that the mail shows; absent of one that shows none. */
  coupon?: CouponState;
  /** Whether this line cannot be bought now. */
  isSoldOut: (line: Line) => boolean;
};

/** By what a shop's marketing is held back; `timeZone` is the shop's. */
export type MailRules = { quietHours: QuietHours | null; timeZone: string; limits: MessageLimits };

/** Why an email waits whose journey is paused. */
export const JOURNEY_PAUSED = 'journey_paused';

/** Why an email waits whose campaign was cancelled a moment ago, and why it is not sent afterwards. */
export const CAMPAIGN_STOPPING = 'campaign_stopping';
export const CAMPAIGN_CANCELLED = 'campaign_cancelled';

/** Why a person gets the email of a campaign no more that was asked for before. */
export type LeftOutReason = 'merged_recipient' | 'left_segment' | 'trade_left_out';

/** For so long cancelling a campaign can be undone: what waits is held back meanwhile and skipped then. */
export const CANCEL_UNDO_MS = MINUTE;

export type SendDecision =
  /** `lines` are those the mail may show. */
  | { act: 'send'; address: string; lines: Line[] }
  | { act: 'skip'; reason: string }
  | {
      act: 'defer';
      until: number;
      reason: typeof JOURNEY_PAUSED | typeof CODE_PENDING | typeof CAMPAIGN_STOPPING;
    }
  /** It was tried as often as it may, the last time without an answer. */
  | { act: 'fail'; reason: string };

/** What the planner does with a mail that may leave otherwise. */
export type HeldByPlan =
  | { act: 'defer'; until: number; reason: HoldReason }
  | { act: 'skip'; reason: 'no_longer_relevant' | 'channel_declined' };

/** The same with what the planner read, in words and so that it can be asked again; null where that is too much to store. */
export type PlanHold = HeldByPlan & { facts: PlanFacts; input: PlanDecisionInput | null };

/** Reasons of mails that wait, which say nothing of why a try came to nothing. */
const WAITING_REASONS: ReadonlySet<string> = new Set([
  ...HOLD_REASONS,
  JOURNEY_PAUSED,
  CODE_PENDING,
  CAMPAIGN_STOPPING,
  CAMPAIGN_PACE,
]);

/**
 * A message that the pause of its journey made later than this is not sent any more: it is skipped as stale, and the run
 * goes on when the journey does.
 */
export const STALE_AFTER_MS = 24 * HOUR;

/**
 * Whether a mail that is due may leave. Asked again at every attempt, because an order, an unsubscribe or the last piece sold
 * may have come between the decision and the sending. When it leaves, of those that may, is for the planner to say.
 * @param now epoch milliseconds
 */
export function decideMail(facts: MailFacts, now: number): SendDecision {
  const { about } = facts;
  if (facts.run?.state === 'exited') return skip(facts.run.endReason ?? 'ended');
  if (facts.exit) return skip(facts.exit);
  const unwanted = about.reasonUnwanted();
  if (unwanted !== null) return skip(unwanted);
  if (facts.superseded) return skip('superseded');
  const pausedAt = facts.run?.pausedAt ?? null;
  if (pausedAt !== null) return decidePaused(pausedAt, now);
  const cancelledAt = facts.cancelledAt ?? null;
  if (cancelledAt !== null) return decideCancelled(cancelledAt, now);
  if (facts.leftOut) return skip(facts.leftOut);
  const permission = maySend(facts.class, facts.consent);
  if (!permission.allowed) return skip(permission.reason);
  const declined = facts.reader ? refusedByReader(facts.class, facts.reader, now) : null;
  if (declined !== null) return skip(declined);
  const lines = about.shownLines(facts.isSoldOut);
  const empty = about.nothingToShow(lines);
  if (empty !== null) return skip(empty);
  if (facts.coupon?.state === 'gone') return skip('offer_gone');
  if (facts.coupon?.state === 'pending')
    return { act: 'defer', until: now + CODE_WAIT_MS, reason: CODE_PENDING };
  if (facts.attempts >= retryPolicyOf('email').mostTries)
    return { act: 'fail', reason: lastFault(facts) };
  return { act: 'send', address: permission.address, lines };
}

/** What holds a mail back that may leave otherwise; null when nothing does. */
export function heldByPlan(plan: PlannedMessage): HeldByPlan | null {
  switch (plan.act) {
    case 'send':
    case 'wait':
      return null;
    case 'defer':
      return { act: 'defer', until: plan.until, reason: plan.reason };
    case 'expire':
      return { act: 'skip', reason: plan.reason };
  }
}

/** A mail whose journey is paused waits for it, an hour at a time, until it is stale. */
function decidePaused(pausedAt: number, now: number): SendDecision {
  const staleAt = pausedAt + STALE_AFTER_MS;
  if (now >= staleAt) return skip('stale');
  return { act: 'defer', until: Math.min(now + HOUR, staleAt), reason: JOURNEY_PAUSED };
}

/** A mail whose campaign was cancelled waits until that cannot be undone any more, and is skipped then. */
function decideCancelled(cancelledAt: number, now: number): SendDecision {
  const finalAt = cancelledAt + CANCEL_UNDO_MS;
  return now < finalAt
    ? { act: 'defer', until: finalAt, reason: CAMPAIGN_STOPPING }
    : skip(CAMPAIGN_CANCELLED);
}

/** Why the last try came to nothing; where that is not known, its process died. */
function lastFault({ lastReason }: MailFacts): string {
  return lastReason === null || WAITING_REASONS.has(lastReason) ? 'worker_stopped' : lastReason;
}

function skip(reason: string): SendDecision & { act: 'skip' } {
  return { act: 'skip', reason };
}
