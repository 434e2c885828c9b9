import { IANAZone } from 'luxon';
import { countryCode } from '#app/lib/country-code.ts';
import { cut } from '#app/lib/cut.ts';
import { normalEmail } from '#app/lib/email-address.ts';
import { isCurrency, toMinor } from '#app/lib/money.ts';
import { normalPhone } from '#app/lib/phone-number.ts';
import type { Money } from './event.ts';
import { readMoment } from './payload-values.ts';
import type { DeliveryContext } from './reader.ts';

/**
 * Values beside the point of a delivery. One that cannot be read does not cost the rest of the delivery: it is
 * flagged for a human, and kept as it was written where a human may still make sense of it.
 */
type Flagging = Pick<DeliveryContext, 'flag'>;

const LOCALE = /^[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8}){0,3}$/;
/** Bytes of a written phone or country that are kept as they are. */
const LONGEST_KEPT = 40;

/** An email address; null when it is none, because nothing may be sent to it or be joined by it. */
export function emailOf(delivery: Flagging, field: string, text: string | null): string | null {
  if (text === null) return null;
  return normalEmail(text) ?? flagged(delivery, field, 'expected an email address', text, null);
}

/** A country's code; what was written when it is none. */
export function countryOf(delivery: Flagging, field: string, text: string | null): string | null {
  if (text === null) return null;
  const code = countryCode(text);
  if (code !== null) return code;
  return flagged(delivery, field, 'expected an ISO 3166 country', text, cut(text, LONGEST_KEPT));
}

/** A BCP 47 language tag; null when it is none. */
export function localeOf(delivery: Flagging, field: string, text: string | null): string | null {
  if (text === null || LOCALE.test(text)) return text;
  return flagged(delivery, field, 'expected a BCP 47 language', text, null);
}

/** A phone number: as it is shown, and as it identifies, null when it is none. */
export type Phone = { shown: string; number: string | null };

/**
 * A phone number in E.164; what was written when it is none.
 * @param region the country it was written in, ISO 3166
 */
export function phoneOf(
  delivery: Flagging,
  field: string,
  text: string | null,
  region: string | null,
): Phone | null {
  if (text === null) return null;
  const number = normalPhone(text, region);
  if (number !== null) return { shown: number, number };
  const shown = cut(text, LONGEST_KEPT);
  return flagged(delivery, field, 'expected a phone number', text, { shown, number });
}

/** An IANA time zone; null when it is none. */
export function timeZoneOf(delivery: Flagging, field: string, text: string | null): string | null {
  if (text === null || IANAZone.isValidZone(text)) return text;
  return flagged(delivery, field, 'expected an IANA time zone', text, null);
}

/** A moment; null when it is none, never the moment of reading. */
export function momentOf(delivery: Flagging, field: string, text: string | null): number | null {
  if (text === null) return null;
  return readMoment(text) ?? flagged(delivery, field, 'expected an ISO 8601 time', text, null);
}

/** What Shopify sends of money beside the shop's own. */
export type WrittenMoney = { amount: string | null; currency_code: string | null };

/** An amount in a currency; null when it is none, never zero. */
export function moneyOf(
  delivery: Flagging,
  field: string,
  money: WrittenMoney | null,
): Money | null {
  if (!money) return null;
  const { amount, currency_code: currency } = money;
  if (currency === null || !isCurrency(currency)) {
    const problem = 'expected an ISO 4217 currency';
    return flagged(delivery, `${field}.currency_code`, problem, currency ?? '', null);
  }
  const minor = toMinor(amount ?? '', currency);
  if (minor !== null) return { minor, currency };
  const problem = 'expected an amount in its currency';
  return flagged(delivery, `${field}.amount`, problem, amount ?? '', null);
}

function flagged<T>(delivery: Flagging, field: string, problem: string, raw: string, kept: T): T {
  delivery.flag(field, problem, raw);
  return kept;
}
