import type { Line } from '#app/events/event.ts';
import type { EmailPayload, Run } from '#app/journeys/run.ts';
import { standingOf } from '#app/journeys/carts-of-run.ts';
import type { TimedSegmentChange } from '#app/journeys/segment-changes.ts';
import { maySend, type AddressConsent, type SendRefusal } from '#app/consent/may-send.ts';
import { bindContext, type LoadedContext } from '#app/messages/contexts/mail-context.ts';
import { mailContextOf } from '#app/messages/contexts/registry.ts';
import { decideMail, type SendDecision } from '#app/messages/delivery/decide-mail.ts';
import {
  asksForReview,
  partShown,
  type EmailContent,
} from '#app/messages/templates/email-content.ts';
import { cartKey, unknownPurchase } from '#app/profiles/facts.ts';
import { recentlyReviewed } from '#app/profiles/orders/reviewed-products.ts';
import type { PersonAsOf } from './person-as-of.ts';
import type { ReplayRules } from './replay-rules.ts';

/** An email of a replay. Times are epoch milliseconds. */
export type ReplayedMail = {
  key: string;
  runId: string;
  stepId: string;
  payload: EmailPayload;
  /** When it was asked for. */
  createdAt: number;
  /** When it goes out at the earliest; later once it was deferred. */
  dueAt: number;
  state: 'ready' | 'sent' | 'skipped';
  /** Why it was skipped; null otherwise. */
  reason: string | null;
  /** Why it was deferred, each reason once. */
  deferredBy: string[];
  /** When it was sent or skipped; until then when it was planned. */
  at: number;
};

/** What a mail that is due is decided by. */
export type DueMailContext = {
  rules: ReplayRules;
  person: PersonAsOf;
  /** As it is now. */
  run: Run;
  /** All mails of the run. */
  mails: readonly ReplayedMail[];
  /** The segments of the journey that the person entered and left, in their order. */
  changes: readonly TimedSegmentChange[];
  /** The addresses that were given for orders. */
  contactOf: (orderId: string) => string | null;
};

/** Why a mail may not go to its address when it is planned; null when it may. @param now epoch milliseconds */
export function planningRefusal(
  payload: EmailPayload,
  person: PersonAsOf,
  contactOf: DueMailContext['contactOf'],
  now: number,
): SendRefusal | null {
  const permission = maySend(payload.class, consentFor(payload, person, contactOf, now));
  return permission.allowed ? null : permission.reason;
}

/**
 * Whether a mail that is due may leave: the one place at which a replay decides that, by the rule that delivery goes by. When
 * it does is for the planner to say, as there.
 * @param now epoch milliseconds
 */
export function decideReplayedMail(
  mail: ReplayedMail,
  context: DueMailContext,
  now: number,
): SendDecision {
  const { rules, person, run, contactOf } = context;
  const email = rules.emails.get(mail.payload.template);
  const decision = decideMail(
    {
      class: mail.payload.class,
      consent: consentFor(mail.payload, person, contactOf, now),
      run: { state: run.state, endReason: run.endReason },
      exit: metExit(mail.payload.exits ?? [], context.changes, now),
      superseded: isSuperseded(mail, context.mails, now),
      attempts: 0,
      lastReason: null,
      about: subjectOfMail(mail, email, person, run, now),
      isSoldOut: rules.isSoldOut,
    },
    now,
  );
  // An email that is gone cannot be written.
  return decision.act === 'send' && !email ? { act: 'fail', reason: 'not_renderable' } : decision;
}

/** The products that a mail asks to review, when it is sent with these lines. */
export function askedProducts(
  { payload }: ReplayedMail,
  { emails }: ReplayRules,
  lines: readonly { productId: string | null }[],
): string[] {
  if (!asksForReview(emails.get(payload.template))) return [];
  return [...new Set(lines.flatMap(({ productId }) => productId ?? []))];
}

function consentFor(
  { class: messageClass, context }: EmailPayload,
  person: PersonAsOf,
  contactOf: DueMailContext['contactOf'],
  now: number,
): AddressConsent {
  const isOfOrder = messageClass === 'transactional' && context.subject === 'order';
  const contact = isOfOrder ? contactOf(context.orderId) : null;
  return person.consentAt(contact ?? person.emailAt(now), now);
}

/** The exit condition of the journey that holds by now, as the reason of an exit; null when none does. */
function metExit(
  exits: NonNullable<EmailPayload['exits']>,
  changes: readonly TimedSegmentChange[],
  now: number,
): string | null {
  const isIn = (segment: string) =>
    changes.findLast((change) => change.segment === segment && change.at <= now)?.kind ===
    'entered';
  const met = exits.find(({ segment, kind }) => isIn(segment) === (kind === 'entered'));
  return met ? `segment_${met.kind}` : null;
}

/** Whether the same run already has a later marketing email that is due or sent; later is what was asked for later. */
function isSuperseded(mail: ReplayedMail, mails: readonly ReplayedMail[], now: number): boolean {
  if (mail.payload.class !== 'marketing') return false;
  return mails.some(
    ({ createdAt, dueAt, state, payload }) =>
      createdAt > mail.createdAt &&
      dueAt <= now &&
      state !== 'skipped' &&
      payload.class === 'marketing',
  );
}

/** What a mail is about, as it is known at that moment; what its run is about now counts. */
function subjectOfMail(
  { payload: { context: asked } }: ReplayedMail,
  email: EmailContent | undefined,
  person: PersonAsOf,
  run: Run,
  now: number,
): LoadedContext {
  const current = run.context.subject === asked.subject ? run.context : asked;
  switch (current.subject) {
    case 'basket': {
      const standing = standingOf({ ...run, context: current }, person.facts);
      const cart = person.facts.carts.get(cartKey(current.kind, current.token));
      const loaded = { standing, snapshot: cart?.snapshot ?? null, isUnclaimed: false };
      return bindContext(mailContextOf('basket'), loaded);
    }
    case 'order': {
      const { orderId } = current;
      const purchase =
        person.facts.purchases.get(orderId) ?? unknownPurchase(orderId, run.profileId);
      const parcels = asked.subject === 'order' ? (asked.parcels ?? null) : null;
      const reviewed = recentlyReviewed(person.reviewedProducts, now);
      const about = {
        kind: 'order' as const,
        purchase,
        shows: partShown(email),
        parcels,
        reviewed,
      };
      return bindContext(mailContextOf('order'), { ...about, contact: null });
    }
    case 'application':
      // Which application it is, and to whom its mails go, is not read: it is their person's.
      return bindContext(mailContextOf('application'), NO_APPLICATION);
    case 'person': {
      const { product } = current;
      const line = product === undefined ? null : pieceOfProduct(product);
      const loaded = { asksProduct: line !== null, collection: null };
      return bindContext(mailContextOf('person'), {
        ...loaded,
        product: line && { line, currency: '' },
      });
    }
  }
}

const NO_APPLICATION = { email: null, contactName: null, company: null, isVerified: false };

/** A piece of a product of which no variant is known. */
function pieceOfProduct(productId: string): Line {
  const named = { productId, variantId: null, title: '', variantTitle: null };
  return { ...named, quantity: 1, unitMinor: 0 };
}
