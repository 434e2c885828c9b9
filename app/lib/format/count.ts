import { memoizeFormats } from './memoize-formats.ts';
import { LOCALE } from './locale.ts';
import { formatNumber } from './number.ts';

/** A thing that can be counted, in words: `person` and `people`. A verb may follow: `order was`, `orders were`. */
export type Countable = { one: string; many: string };

export const CUSTOMERS: Countable = { one: 'customer', many: 'customers' };
export const DAYS: Countable = { one: 'day', many: 'days' };
export const HOURS: Countable = { one: 'hour', many: 'hours' };
export const ITEMS: Countable = { one: 'item', many: 'items' };
export const ORDERS: Countable = { one: 'order', many: 'orders' };
export const PEOPLE: Countable = { one: 'person', many: 'people' };
export const POINTS: Countable = { one: 'point', many: 'points' };
export const ROWS: Countable = { one: 'row', many: 'rows' };
export const TIMES: Countable = { one: 'time', many: 'times' };
export const WEEKS: Countable = { one: 'week', many: 'weeks' };

const rules = memoizeFormats((locale: string) => new Intl.PluralRules(locale));

/** How many of a thing there are: `1 person`, `1,204 people`. */
export function formatCount(count: number, words: Countable, locale = LOCALE): string {
  return `${formatNumber(count, undefined, locale)} ${wordFor(count, words, locale)}`;
}

/** The word for so many of a thing, where the number stands elsewhere. */
export function wordFor(count: number, words: Countable, locale = LOCALE): string {
  return rules(locale).select(count) === 'one' ? words.one : words.many;
}
