import { maySend, type AddressConsent, type MessageClass } from '#app/consent/may-send.ts';
import { nextAllowed, type QuietHours } from '#app/consent/quiet-hours.ts';
import type { Line } from '#app/events/event.ts';
import type { CartStanding } from '#app/profiles/carts/cart-standing.ts';
import {
  orderGone,
  orderLines,
  showsNothing,
  type OrderSubject,
} from '#app/messages/contexts/order-lines.ts';

/** What is true at the moment of sending. Times are epoch milliseconds. */
export type MailFacts = {
  class: MessageClass;
  consent: AddressConsent;
  /** The run that asked for the mail; null when none did. */
  run: { state: string; endReason: string | null } | null;
  /** Whether the same run already has a later mail that is due or sent. */
  superseded: boolean;
  about: MailSubject;
};

export type MailSubject =
  | {
      kind: 'basket';
      standing: CartStanding;
      /** Whether this line cannot be bought now. */
      isSoldOut(line: Line): boolean;
    }
  | OrderSubject
  | { kind: 'application' | 'person' };

export type MailRules = { quietHours: QuietHours | null; timeZone: string };

export type SendDecision =
  /** `lines` are those the mail may show. */
  | { act: 'send'; address: string; lines: Line[] }
  | { act: 'skip'; reason: string }
  | { act: 'defer'; until: number; reason: 'quiet_hours' };

/**
 * Whether a mail that is due leaves now. Asked again at every attempt, because an order, an unsubscribe or
 * the last piece sold may have come between the decision and the sending. Quiet hours hold marketing back;
 * they never drop it.
 */
export function decideMail(facts: MailFacts, rules: MailRules, now: number): SendDecision {
  if (facts.run?.state === 'exited') return skip(facts.run.endReason ?? 'ended');
  const gone = reasonGone(facts);
  if (gone) return skip(gone);
  if (facts.superseded) return skip('superseded');
  const permission = maySend(facts.class, facts.consent);
  if (!permission.allowed) return skip(permission.reason);
  const lines = linesToShow(facts.about);
  if (facts.about.kind === 'basket' && lines.length === 0) return skip('out_of_stock');
  if (facts.about.kind === 'order' && showsNothing(facts.about, lines))
    return skip('nothing_to_ask');
  if (facts.class === 'marketing') {
    const until = nextAllowed(rules.quietHours, rules.timeZone, now);
    if (until > now) return { act: 'defer', until, reason: 'quiet_hours' };
  }
  return { act: 'send', address: permission.address, lines };
}

function skip(reason: string): SendDecision {
  return { act: 'skip', reason };
}

const GONE = {
  open: null,
  ordered: 'ordered',
  emptied: 'basket_emptied',
  unknown: 'basket_unknown',
} as const satisfies Record<CartStanding['standing'], string | null>;

/** Why what the mail is about is no longer so; null when it still is. */
function reasonGone({ about }: MailFacts): string | null {
  switch (about.kind) {
    case 'basket':
      return GONE[about.standing.standing];
    case 'order':
      return orderGone(about);
    case 'application':
    case 'person':
      return null;
  }
}

function linesToShow(about: MailSubject): Line[] {
  switch (about.kind) {
    case 'basket':
      return about.standing.standing === 'open'
        ? about.standing.lines.filter((line) => !about.isSoldOut(line))
        : [];
    case 'order':
      return orderLines(about);
    case 'application':
    case 'person':
      return [];
  }
}
