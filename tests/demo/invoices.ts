import { DAY } from '#app/lib/duration.ts';
import type { Invoice } from '#tests/fixtures/orders/read-invoices.ts';
import { shareOf } from './random-source.ts';
import { startOfHour } from './period.ts';

type InvoiceSelection = {
  /** Share of the recorded customers, 0 to 1. */
  share: number;
  /** How often the record is played, one time after the other; the last time is the newest. */
  rounds: number;
  shiftMs: number;
};

/** The five months of the record as whole weeks, so that an earlier round keeps the weekdays. */
const ROUND_MS = 21 * 7 * DAY;
/** Customers of an earlier round who are there in later ones too; the others have left the shop. */
const STAYING = 0.75;
/** Earlier rounds have fewer customers: the shop grows. */
const GROWTH = 0.5;
/** Numbers of the record stay below this; those who left have numbers of their own. */
const NUMBERS_A_ROUND = 10_000;
/** Some invoices have hundreds of lines; so many are enough to look at. */
const MOST_LINES = 12;

/**
 * Recorded invoices of known customers as the orders of a demo, in the order of time. The record has five months, and
 * a shop that has been open for longer has people who left: it is played several times, with other people in part.
 */
export function demoInvoices(record: readonly Invoice[], selection: InvoiceSelection): Invoice[] {
  const rounds = Array.from({ length: selection.rounds }, (_, earlier) =>
    roundOf(record, selection, earlier),
  );
  return rounds.flat().sort((a, b) => a.at - b.at || (a.number < b.number ? -1 : 1));
}

/** Whether a customer is one of a share of them, 0 to 1. */
export function isPlayed(customerId: string, share: number): boolean {
  return shareOf(`in the demo ${customerId}`) < share;
}

/** Whether a customer is the same person in each round. */
export function isStaying(customerId: string): boolean {
  return shareOf(`staying ${customerId}`) < STAYING;
}

function roundOf(
  record: readonly Invoice[],
  { share, shiftMs }: InvoiceSelection,
  earlier: number,
): Invoice[] {
  const bound = share * GROWTH ** Math.min(earlier, 1);
  return record.flatMap((invoice): Invoice[] => {
    const { customerId } = invoice;
    if (customerId === undefined || !isPlayed(customerId, bound)) return [];
    const number = isStaying(customerId) ? 0 : earlier * NUMBERS_A_ROUND;
    return [
      {
        ...invoice,
        customerId: String(Number(customerId) + number),
        at: startOfHour(invoice.at + shiftMs - earlier * ROUND_MS),
        lines: invoice.lines.slice(0, MOST_LINES),
      },
    ];
  });
}
