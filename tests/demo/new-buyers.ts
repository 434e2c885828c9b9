import { DAY } from '#app/lib/duration.ts';
import type { Invoice } from '#tests/fixtures/orders/read-invoices.ts';
import { isPlayed, isStaying } from './invoices.ts';
import { subscribesWith } from './orders.ts';
import { RECORD_ENDS } from './period.ts';
import type { DemoSize } from './sizes.ts';

/** Numbers that no customer of the record has, whichever round is played, nor a shopper. */
const FIRST_CUSTOMER = 60_000;
const COUNT = 4;

/**
 * Invoices of people who order for the first time in the live days of a demo and subscribe with that order, of which a small
 * demo has none: each with what was really sold then.
 * @param record invoices in the order of time
 */
export function newBuyers(
  record: readonly Invoice[],
  { liveDays, share }: Pick<DemoSize, 'liveDays' | 'share'>,
): Invoice[] {
  const sold = record.filter(
    ({ at, cancellation, lines }) =>
      at > RECORD_ENDS - liveDays * DAY &&
      at < RECORD_ENDS - DAY &&
      !cancellation &&
      lines.some(({ quantity, unitPriceMinor }) => quantity > 0 && unitPriceMinor > 0),
  );
  const customers = numbersFrom(FIRST_CUSTOMER, (id) => isPlayed(id, share) && !isStaying(id));
  const numbers = numbersFrom(1, (number) => subscribesWith(`first-${number}`));
  return customers.flatMap((customerId, place): Invoice[] => {
    const one = sold[Math.floor((place * sold.length) / COUNT)];
    return one ? [{ ...one, customerId, number: `first-${numbers[place] ?? ''}` }] : [];
  });
}

/** The first numbers, as text, of which something holds. */
function numbersFrom(first: number, holds: (number: string) => boolean): string[] {
  const found: string[] = [];
  for (let number = first; found.length < COUNT; number += 1)
    if (holds(String(number))) found.push(String(number));
  return found;
}
