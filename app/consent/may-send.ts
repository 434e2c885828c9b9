import type { ConsentState } from '#app/events/event.ts';
import { normalEmail } from '#app/lib/email-address.ts';

/** Who may get a message: marketing needs consent, transactional belongs to something the person did. */
export type MessageClass = 'marketing' | 'transactional';

/** Why an address must not be written to. `unsubscribed` stops marketing only, the others stop everything. */
export type SuppressionReason = 'unsubscribed' | 'soft_bounce' | 'hard_bounce' | 'complaint';

/** What is known of the address that a message would go to, times in epoch milliseconds. */
export type AddressConsent = {
  address: string | null;
  /** `optedInAt` is when the address itself opted in last, if that still holds. */
  consent: { state: ConsentState; at: number; optedInAt: number | null } | null;
  suppression: { reason: SuppressionReason; at: number } | null;
};

/** The name of this rule and its version, as decisions note it. */
export const MAIL_RULE = 'send-mail@2';

export type SendRefusal = 'no_address' | 'invalid_address' | 'not_subscribed' | 'suppressed';
export type SendPermission =
  { allowed: true; address: string } | { allowed: false; reason: SendRefusal };

/** What a suppression does to a message: nothing, stop it, or stop it until the address itself opts in later. */
type Stop = 'passes' | 'stops' | 'stops_until_opt_in';

/** The rule of suppressions, read by `maySend` and by `refusalSql`. */
const SUPPRESSION_RULE: Record<SuppressionReason, Record<MessageClass, Stop>> = {
  unsubscribed: { marketing: 'stops_until_opt_in', transactional: 'passes' },
  // Five in a row, until one arrives or staff allow it again.
  soft_bounce: { marketing: 'stops', transactional: 'stops' },
  hard_bounce: { marketing: 'stops', transactional: 'stops' },
  complaint: { marketing: 'stops', transactional: 'stops' },
};

/** The rule of consents, read by both as well: why a message is not sent; null when it is sent. */
const CONSENT_RULE: Record<ConsentState | 'unknown', Record<MessageClass, SendRefusal | null>> = {
  subscribed: { marketing: null, transactional: null },
  pending: { marketing: 'not_subscribed', transactional: null },
  not_subscribed: { marketing: 'not_subscribed', transactional: null },
  unsubscribed: { marketing: 'not_subscribed', transactional: null },
  redacted: { marketing: 'not_subscribed', transactional: null },
  invalid: { marketing: 'invalid_address', transactional: 'invalid_address' },
  unknown: { marketing: 'not_subscribed', transactional: null },
};

/**
 * Whether a message of a class may go to an address. It is checked when a message is scheduled and again when it is
 * sent, here and in the database, by the same two tables. What concerns the address as such is looked at before what
 * was agreed to.
 */
export function maySend(
  messageClass: MessageClass,
  { address: written, consent, suppression }: AddressConsent,
): SendPermission {
  if (written === null) return { allowed: false, reason: 'no_address' };
  const address = normalEmail(written);
  const refusal = CONSENT_RULE[consent?.state ?? 'unknown'][messageClass];
  if (address === null || refusal === 'invalid_address')
    return { allowed: false, reason: 'invalid_address' };
  if (
    suppression &&
    isStopped(SUPPRESSION_RULE[suppression.reason][messageClass], consent, suppression.at)
  )
    return { allowed: false, reason: 'suppressed' };
  return refusal === null ? { allowed: true, address } : { allowed: false, reason: refusal };
}

function isStopped(stop: Stop, consent: AddressConsent['consent'], suppressedAt: number): boolean {
  if (stop !== 'stops_until_opt_in') return stop === 'stops';
  return (consent?.optedInAt ?? -Infinity) <= suppressedAt;
}

/** The names of the columns in a statement; a suppression or a consent that is not there is null. */
export type RuleColumns = {
  messageClass: string;
  state: string;
  optedInAt: string;
  reason: string;
  suppressedAt: string;
};

/**
 * The same rule as an SQL expression: why a message does not go, null when it may. Only whether the address is
 * there and is one is checked in memory alone.
 */
export function refusalSql({ messageClass, ...columns }: RuleColumns): string {
  const { state, optedInAt, reason, suppressedAt } = columns;
  const consent = `coalesce(${state}, 'unknown')`;
  const isAny = (column: string, keys: [string, MessageClass][]) =>
    `(${column}, ${messageClass}) in (${keys.map(([key, one]) => `('${key}', '${one}')`).join(', ')})`;
  const refused = (why: SendRefusal) =>
    isAny(
      consent,
      keysOf(CONSENT_RULE, (refusal) => refusal === why),
    );
  const stopped = (stop: Stop) =>
    isAny(
      reason,
      keysOf(SUPPRESSION_RULE, (one) => one === stop),
    );
  return `case
    when ${refused('invalid_address')} then 'invalid_address'
    when ${stopped('stops')} then 'suppressed'
    when ${stopped('stops_until_opt_in')}
      and not coalesce(${optedInAt} > ${suppressedAt}, false) then 'suppressed'
    when ${refused('not_subscribed')} then 'not_subscribed' end`;
}

function keysOf<T>(
  rule: Record<string, Record<MessageClass, T>>,
  isWanted: (outcome: T) => boolean,
): [string, MessageClass][] {
  return Object.entries(rule).flatMap(([key, byClass]) =>
    (['marketing', 'transactional'] as const).flatMap((one): [string, MessageClass][] =>
      isWanted(byClass[one]) ? [[key, one]] : [],
    ),
  );
}
