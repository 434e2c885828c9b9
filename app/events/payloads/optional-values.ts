import { IANAZone } from 'luxon';
import { countryCode } from '#app/lib/country-code.ts';
import { truncateUtf8 } from '#app/lib/truncate-utf8.ts';
import { normalEmail } from '#app/lib/email-address.ts';
import { isCurrency, toMinor } from '#app/lib/money.ts';
import { normalPhone } from '#app/lib/phone-number.ts';
import type { Money } from '#app/events/event.ts';
import type { DeliveryContext } from '#app/events/topics/topic-handler.ts';
import { readMoment } from './payload-values.ts';

/**
 * Optional values of a delivery. One that cannot be read does not cost the rest of the delivery: it is reported
 * as a data issue, and kept as it was written where a person may still make sense of it.
 */
type IssueReporter = Pick<DeliveryContext, 'reportIssue'>;

const LOCALE = /^[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8}){0,3}$/;
/** Bytes of a written phone or country that are kept as they are. */
const LONGEST_KEPT = 40;

/** An email address; null when it is none, because nothing may be sent to it or be joined by it. */
export function emailOf(
  delivery: IssueReporter,
  field: string,
  text: string | null,
): string | null {
  if (text === null) return null;
  return normalEmail(text) ?? withIssue(delivery, field, 'expected an email address', text, null);
}

/** A country's code; what was written when it is none. */
export function countryOf(
  delivery: IssueReporter,
  field: string,
  text: string | null,
): string | null {
  if (text === null) return null;
  const code = countryCode(text);
  if (code !== null) return code;
  return withIssue(
    delivery,
    field,
    'expected an ISO 3166 country',
    text,
    truncateUtf8(text, LONGEST_KEPT),
  );
}

/** A BCP 47 language tag; null when it is none. */
export function localeOf(
  delivery: IssueReporter,
  field: string,
  text: string | null,
): string | null {
  if (text === null || LOCALE.test(text)) return text;
  return withIssue(delivery, field, 'expected a BCP 47 language', text, null);
}

/** A phone number: as it is shown, and as it identifies, null when it is none. */
export type Phone = { shown: string; number: string | null };

/**
 * A phone number in E.164; what was written when it is none.
 * @param region the country it was written in, ISO 3166
 */
export function phoneOf(
  delivery: IssueReporter,
  field: string,
  text: string | null,
  region: string | null,
): Phone | null {
  if (text === null) return null;
  const number = normalPhone(text, region);
  if (number !== null) return { shown: number, number };
  const shown = truncateUtf8(text, LONGEST_KEPT);
  return withIssue(delivery, field, 'expected a phone number', text, { shown, number });
}

/** An IANA time zone; null when it is none. */
export function timeZoneOf(
  delivery: IssueReporter,
  field: string,
  text: string | null,
): string | null {
  if (text === null || IANAZone.isValidZone(text)) return text;
  return withIssue(delivery, field, 'expected an IANA time zone', text, null);
}

/** A moment; null when it is none, never the moment of reading. */
export function momentOf(
  delivery: IssueReporter,
  field: string,
  text: string | null,
): number | null {
  if (text === null) return null;
  return readMoment(text) ?? withIssue(delivery, field, 'expected an ISO 8601 time', text, null);
}

/** What Shopify sends of money beside the shop's own. */
export type WrittenMoney = { amount: string | null; currency_code: string | null };

/** An amount in a currency; null when it is none, never zero. */
export function moneyOf(
  delivery: IssueReporter,
  field: string,
  money: WrittenMoney | null,
): Money | null {
  if (!money) return null;
  const { amount, currency_code: currency } = money;
  if (currency === null || !isCurrency(currency)) {
    const problem = 'expected an ISO 4217 currency';
    return withIssue(delivery, `${field}.currency_code`, problem, currency ?? '', null);
  }
  const minor = toMinor(amount ?? '', currency);
  if (minor !== null) return { minor, currency };
  const problem = 'expected an amount in its currency';
  return withIssue(delivery, `${field}.amount`, problem, amount ?? '', null);
}

function withIssue<T>(
  delivery: IssueReporter,
  field: string,
  problem: string,
  raw: string,
  kept: T,
): T {
  delivery.reportIssue(field, problem, raw);
  return kept;
}
