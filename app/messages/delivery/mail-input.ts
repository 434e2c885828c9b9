import { z } from 'zod';
import { EMAIL_TOPICS } from '#app/consent/email-topics.ts';
import type { AddressConsent, MessageClass, SuppressionReason } from '#app/consent/may-send.ts';
import type { ReaderChoice } from '#app/consent/reader-preferences.ts';
import type { ConsentState } from '#app/events/event.ts';
import { normalEmail } from '#app/lib/email-address.ts';
import { NO_CURRENCY } from '#app/lib/money.ts';
import type { Coupon, CouponState } from '#app/offers/coupon.ts';
import { decideMail, type MailFacts, type SendDecision } from './decide-mail.ts';

const Moment = z.number();

/** Everything that `decideMail` looks at, as it is stored with the decision; of the address only whether it is one. */
export const MailDecisionInput = z.object({
  kind: z.literal('mail'),
  now: Moment,
  class: z.enum(['marketing', 'transactional'] satisfies MessageClass[]),
  address: z.enum(['none', 'unusable', 'usable']),
  consent: z
    .object({
      state: z.enum([
        'subscribed',
        'pending',
        'not_subscribed',
        'unsubscribed',
        'redacted',
        'invalid',
      ] satisfies ConsentState[]),
      at: Moment,
      optedInAt: Moment.nullable(),
    })
    .nullable(),
  suppression: z
    .object({
      reason: z.enum([
        'unsubscribed',
        'soft_bounce',
        'hard_bounce',
        'complaint',
      ] satisfies SuppressionReason[]),
      at: Moment,
    })
    .nullable(),
  /** What its reader had chosen about its topic; null where that was not asked. */
  reader: z
    .object({
      topic: z.enum(EMAIL_TOPICS),
      isDeclined: z.boolean(),
      pausedUntil: Moment.nullable(),
    })
    .nullable()
    .default(null),
  run: z
    .object({
      state: z.string(),
      endReason: z.string().nullable(),
      /** Since when its journey is paused; null or absent when it is not. */
      pausedAt: Moment.nullable().optional(),
    })
    .nullable(),
  /** When its campaign was cancelled; null when it was not, or there was none. */
  cancelledAt: Moment.nullable().default(null),
  /** Why its campaign left the person out; null where it did not, or there was none. */
  leftOut: z.string().nullable().default(null),
  /** The exit condition of its journey that held, as the reason of an exit. */
  exit: z.string().nullable().default(null),
  /** How the offer stood that it shows; null of one that shows none. */
  coupon: z.enum(['ready', 'pending', 'gone']).nullable().default(null),
  superseded: z.boolean(),
  attempts: z.number(),
  lastReason: z.string().nullable(),
  /** Why what it is about made it unwanted; null when it did not. */
  unwanted: z.string().nullable(),
  /** Why there was nothing to write about; null when there was. */
  empty: z.string().nullable(),
});
export type MailDecisionInput = z.infer<typeof MailDecisionInput>;

/** What is stored of what a mail was decided from. @param now when it was, epoch milliseconds */
export function mailInputOf(facts: MailFacts, now: number): MailDecisionInput {
  const { class: messageClass, consent, run, superseded, attempts, lastReason, about } = facts;
  return {
    kind: 'mail',
    now,
    class: messageClass,
    ...consentInput(consent),
    reader: readerInput(facts.reader),
    run,
    cancelledAt: facts.cancelledAt ?? null,
    leftOut: facts.leftOut ?? null,
    exit: facts.exit ?? null,
    coupon: facts.coupon?.state ?? null,
    superseded,
    attempts,
    lastReason,
    unwanted: about.reasonUnwanted(),
    empty: about.nothingToShow(about.shownLines(facts.isSoldOut)),
  };
}

/**
 * What is stored of a mail that was not even scheduled: only its address was asked about, and how long it was held.
 * @param heldSince when the pause of its journey began to hold it, epoch milliseconds; null when it did not
 */
export function plannedMailInput(
  messageClass: MessageClass,
  consent: AddressConsent,
  now: number,
  heldSince: number | null,
  reader?: ReaderChoice,
): MailDecisionInput {
  return {
    kind: 'mail',
    now,
    class: messageClass,
    ...consentInput(consent),
    reader: readerInput(reader),
    run: heldSince === null ? null : { state: 'active', endReason: null, pausedAt: heldSince },
    cancelledAt: null,
    leftOut: null,
    exit: null,
    coupon: null,
    superseded: false,
    attempts: 0,
    lastReason: null,
    unwanted: null,
    empty: null,
  };
}

function consentInput({ address, consent, suppression }: AddressConsent) {
  const usable = address !== null && normalEmail(address) !== null;
  return {
    address: address === null ? 'none' : usable ? 'usable' : 'unusable',
    consent: consent && { state: consent.state, at: consent.at, optedInAt: consent.optedInAt },
    suppression: suppression && { reason: suppression.reason, at: suppression.at },
  } as const;
}

function readerInput(reader: ReaderChoice | undefined): MailDecisionInput['reader'] {
  if (!reader) return null;
  const { topic, preferences } = reader;
  const isDeclined = preferences.declinedTopics.includes(topic);
  return { topic, isDeclined, pausedUntil: preferences.pausedUntil };
}

function choiceRead({
  topic,
  isDeclined,
  pausedUntil,
}: NonNullable<MailDecisionInput['reader']>): ReaderChoice {
  return { topic, preferences: { declinedTopics: isDeclined ? [topic] : [], pausedUntil } };
}

/** Stand in the place of the person's address. */
const ADDRESSES = { none: null, unusable: '', usable: 'person@example.com' };

const NO_COUPON: Coupon = {
  code: null,
  benefit: { kind: 'free_shipping' },
  currency: NO_CURRENCY,
  path: null,
  expiresAt: 0,
  timeZone: 'UTC',
};

/** Stand in the place of what was offered. */
const COUPONS: Record<CouponState['state'], CouponState> = {
  ready: { state: 'ready', coupon: NO_COUPON },
  pending: { state: 'pending' },
  gone: { state: 'gone' },
};

/** What the rule says of the same mail again. */
export function decideMailAgain(input: MailDecisionInput): SendDecision {
  const { address, consent, suppression, unwanted, empty, now } = input;
  const facts: MailFacts = {
    class: input.class,
    consent: { address: ADDRESSES[address], consent, suppression },
    ...(input.reader && { reader: choiceRead(input.reader) }),
    run: input.run && { ...input.run, pausedAt: input.run.pausedAt ?? null },
    cancelledAt: input.cancelledAt,
    leftOut: input.leftOut,
    exit: input.exit,
    ...(input.coupon && { coupon: COUPONS[input.coupon] }),
    superseded: input.superseded,
    attempts: input.attempts,
    lastReason: input.lastReason,
    about: {
      ...NOTHING_SHOWN,
      reasonUnwanted: () => unwanted,
      nothingToShow: () => empty,
    },
    isSoldOut: () => false,
  };
  return decideMail(facts, now);
}

/** What a mail is about in parts that decide nothing. */
const NOTHING_SHOWN: MailFacts['about'] = {
  occasion: { en: () => '', de: () => '', fr: () => '' },
  reasonUnwanted: () => null,
  address: () => null,
  allLines: () => [],
  shownLines: () => [],
  nothingToShow: () => null,
  money: () => null,
  isSummed: false,
  actionUrl: () => '',
  variables: () => ({}),
};
