import { counted, SIGNAL_WORDS } from '#app/scoring/signal-words.ts';
import type {
  NumberField,
  NumberQuestion,
  OrderQuestion,
  Predicate,
  SignalQuestion,
  TextField,
  TimeField,
  WindowQuestion,
} from './predicate.ts';

const NUMBER_WORDS: Record<NumberField, string> = {
  orders: 'orders',
  spent: 'amount spent',
  average_order: 'average order',
  discount_share: 'share of discounts in percent',
  refund_rate: 'share paid back in percent',
  cart_value: 'cart value',
  intent: 'intent',
  fit: 'fit',
  score: 'score',
};
const FIELD_WORDS: Record<TextField | TimeField, string> = {
  country: 'country',
  region: 'region',
  locale: 'language',
  email_domain: 'e-mail domain',
  company: 'company',
  email_consent: 'e-mail consent',
  first_source: 'first source',
  last_source: 'last source',
  last_campaign: 'last campaign',
  first_seen: 'first visit',
  last_seen: 'last activity',
  first_order: 'first order',
  last_order: 'last order',
  last_cart: 'last cart change',
  last_checkout: 'last checkout',
  last_delivered: 'last delivery',
};
const COMPARISONS = { at_least: 'at least', at_most: 'at most', equal: 'exactly' };
const MONEY = new Set<NumberField>(['spent', 'average_order', 'cart_value']);

/**
 * A question in plain words: "last order 60 days ago or longer and (country is GB or country is IE)".
 * Amounts are told in the smallest unit of the currency, as the question holds them.
 */
export function describe(predicate: Predicate): string {
  if ('all' in predicate) return joined(predicate.all, ' and ', 'everybody');
  if ('any' in predicate) return joined(predicate.any, ' or ', 'nobody');
  if ('not' in predicate) return `not ${grouped(predicate.not)}`;
  if ('signal' in predicate) return describeSignal(predicate);
  switch (predicate.is) {
    case 'at_least':
    case 'at_most':
    case 'equal':
      return describeNumber(predicate);
    case 'one_of':
      return `${FIELD_WORDS[predicate.field]} is ${predicate.values.join(' or ')}`;
    case 'known':
    case 'unknown':
      return `${FIELD_WORDS[predicate.field]} ${predicate.is}`;
    case 'within':
    case 'before':
      return describeWindow(predicate);
    case 'after':
      return describeOrder(predicate);
  }
}

function joined(predicates: Predicate[], word: string, none: string): string {
  const [only, ...others] = predicates;
  if (only === undefined) return none;
  return others.length === 0 ? describe(only) : predicates.map(grouped).join(word);
}

function grouped(predicate: Predicate): string {
  const text = describe(predicate);
  const members = 'all' in predicate ? predicate.all : 'any' in predicate ? predicate.any : [];
  return members.length > 1 ? `(${text})` : text;
}

function describeNumber({ field, is, value }: NumberQuestion): string {
  const unit = MONEY.has(field) ? ' in the smallest unit' : '';
  return `${NUMBER_WORDS[field]} ${COMPARISONS[is]} ${value}${unit}`;
}

function describeWindow({ field, is, days }: WindowQuestion): string {
  return is === 'within'
    ? `${FIELD_WORDS[field]} in the last ${inDays(days)}`
    : `${FIELD_WORDS[field]} ${inDays(days)} ago or longer`;
}

function describeOrder({ field, than }: OrderQuestion): string {
  return `${FIELD_WORDS[field]} after the ${FIELD_WORDS[than]}, if any`;
}

function describeSignal({ signal, is, times, days }: SignalQuestion): string {
  const often = is === 'at_least' ? 'at least' : 'fewer than';
  return `${often} ${counted(times, SIGNAL_WORDS[signal])} in the last ${inDays(days)}`;
}

function inDays(days: number): string {
  return counted(days, { one: 'day', many: 'days' });
}
