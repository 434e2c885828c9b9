import { counted } from '#app/scoring/signal-words.ts';
import type { Calibration } from './calibrate.ts';
import { LEAST } from './evidence.ts';
import type { Found } from './read-histories.server.ts';
import { percent } from './ahead-words.ts';

const CUSTOMERS = { one: 'customer', many: 'customers' };
const WEEKS = { one: 'week', many: 'weeks' };

/** What a shop lacks before anything can be told of its customers. */
export function lackWords({ people, repeaters, weeks }: Found): string {
  return [
    `Predictions need at least ${counted(LEAST.people, CUSTOMERS)} with an order,`,
    `${String(LEAST.repeaters)} of them with orders on more than one day,`,
    `and ${counted(LEAST.weeks, WEEKS)} since the first order.`,
    `So far there are ${counted(people, CUSTOMERS)}, ${String(repeaters)} of them with more than one order,`,
    `and ${counted(Math.floor(weeks), WEEKS)}.`,
  ].join(' ');
}

/** How well a model told what it had not seen. */
export function calibrationWords({ weeks, expected, actual, held }: Calibration): string {
  const [told, came] = [expected, actual].map((orders) => Math.round(orders).toLocaleString('en'));
  return [
    `Fitted without the last ${counted(weeks, WEEKS)}, the model expected ${told ?? ''} orders in them;`,
    `${came ?? ''} came. Of everybody, ${percent(held)} placed as many as their interval says,`,
    'which is meant to hold at least 80 %.',
  ].join(' ');
}
