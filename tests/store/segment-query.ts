import { orderOf } from './orders.ts';
import type { ShopBooks } from './shop-books.ts';
import { orderTotal, type Customer, type Order } from './shop-records.ts';

type Test = (customer: Customer) => boolean;
/** What is known of a customer: a number, a text, a list of texts; null: nothing. */
type Known = number | string | readonly string[] | null;

const DAY = 86_400_000;
const TOKEN = /\s*(\(|\)|!=|<=|>=|=|<|>|'(?:[^']|'')*'|[-\w.]+)/y;

/** Thrown for a query that the language, or this store's part of it, does not know. */
export class BadSegmentQuery extends Error {
  override name = 'BadSegmentQuery';
}

/**
 * Reads a query of Shopify's segment language: conditions joined by AND and OR, AND first, with parentheses.
 * Days are whole days of UTC here. Throws `BadSegmentQuery` on what it does not know.
 * https://shopify.dev/docs/api/shopifyql/segment-query-language-reference
 */
export function readSegmentQuery(books: ShopBooks, query: string): Test {
  const tokens = tokensOf(query);
  let place = 0;
  const next = () => tokens[place++];
  const take = (word: string) => (tokens[place]?.toUpperCase() === word ? (place++, true) : false);

  function any(): Test {
    const tests = [every()];
    while (take('OR')) tests.push(every());
    return (customer) => tests.some((test) => test(customer));
  }
  function every(): Test {
    const tests = [one()];
    while (take('AND')) tests.push(one());
    return (customer) => tests.every((test) => test(customer));
  }
  function one(): Test {
    if (take('(')) {
      const inner = any();
      if (!take(')')) throw new BadSegmentQuery('Expected )');
      return inner;
    }
    return condition();
  }
  function condition(): Test {
    const attribute = next() ?? '';
    const read = ATTRIBUTES[attribute];
    if (!read) throw new BadSegmentQuery(`${attribute} filter cannot be found`);
    const known = (customer: Customer) => read(books, customer);
    if (take('IS')) {
      const wanted = take('NOT');
      if (!take('NULL')) throw new BadSegmentQuery('Expected NULL');
      return (customer) => isKnown(known(customer)) === wanted;
    }
    if (take('NOT')) {
      if (!take('CONTAINS')) throw new BadSegmentQuery('Expected CONTAINS');
      const value = text(next());
      return (customer) => !contains(known(customer), value);
    }
    if (take('CONTAINS')) {
      const value = text(next());
      return (customer) => contains(known(customer), value);
    }
    const operator = next() ?? '';
    const value = valueOf(books, next() ?? '');
    return (customer) => compares(known(customer), operator, value);
  }

  const test = any();
  if (place < tokens.length)
    throw new BadSegmentQuery(`Unexpected ${tokens[place] ?? ''} after the query`);
  return test;
}

function tokensOf(query: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const whole = query.trimEnd();
  while (TOKEN.lastIndex < whole.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(whole);
    if (!found) throw new BadSegmentQuery(`Unexpected character at ${String(at)}`);
    tokens.push(found[1] ?? '');
  }
  return tokens;
}

function activeOrders(books: ShopBooks, { orderIds }: Customer): Order[] {
  return orderIds.map((id) => orderOf(books, id)).filter(({ cancelledAt }) => cancelledAt === null);
}

const ATTRIBUTES: Record<string, (books: ShopBooks, customer: Customer) => Known> = {
  number_of_orders: (books, customer) => activeOrders(books, customer).length,
  amount_spent: (books, customer) =>
    activeOrders(books, customer).reduce((sum, order) => sum + orderTotal(order), 0) / 100,
  last_order_date: (books, customer) =>
    dayOf(Math.max(...customer.orderIds.map((id) => orderOf(books, id).createdAt))),
  customer_tags: (_books, { tags }) => tags.map((tag) => tag.toLowerCase()),
  customer_countries: (_books, { defaultAddress }) =>
    defaultAddress === null ? null : [defaultAddress.countryCode.toLowerCase()],
  customer_email_domain: (_books, { email }) => email?.split('@')[1] ?? null,
  email_subscription_status: (_books, { emailConsent }) => emailConsent.state.toUpperCase(),
};

function dayOf(at: number): number | null {
  return Number.isFinite(at) ? Math.floor(at / DAY) : null;
}

/** A number, a text in quotes, or a day such as `-30d`. */
function valueOf({ clock }: ShopBooks, token: string): number | string {
  if (token.startsWith("'")) return text(token);
  const [, days] = /^-(\d+)d$/.exec(token) ?? [];
  if (days !== undefined) return Math.floor(clock.now() / DAY) - Number(days);
  if (Number.isNaN(Number(token))) throw new BadSegmentQuery(`${token} is no value`);
  return Number(token);
}

function text(token = ''): string {
  if (!token.startsWith("'")) throw new BadSegmentQuery(`${token} is no text`);
  return token.slice(1, -1).replaceAll("''", "'");
}

function isKnown(known: Known): boolean {
  return known !== null && !(Array.isArray(known) && known.length === 0);
}

function contains(known: Known, value: string): boolean {
  return Array.isArray(known) && known.includes(value.toLowerCase());
}

function compares(known: Known, operator: string, value: number | string): boolean {
  if (operator === '!=') return known !== value;
  if (known === null || Array.isArray(known)) return false;
  switch (operator) {
    case '=':
      return known === value;
    case '>=':
      return known >= value;
    case '<=':
      return known <= value;
    case '>':
      return known > value;
    case '<':
      return known < value;
    default:
      throw new BadSegmentQuery(`${operator} is no operator`);
  }
}
