/** What Shopify's language counts otherwise than Tendril does. */
export type Difference = 'cancelled_orders' | 'amount_spent' | 'whole_days' | 'every_address';

/** A condition in Shopify's language: its text and how it is joined; `true` and `false` hold for everybody. */
export type Written = { text: string; joins: 'and' | 'or' | 'one' } | boolean;

/** How a question is told to Shopify: `holds` and `fails` for customers it does and does not hold for. */
export type Condition = { holds: Written; fails: Written; differences: Difference[] };

/** The shop's currency, which Shopify counts in. */
export type Money = { currency: string };

/** Conditions that all hold, or of which one does. */
export function joined(how: 'and' | 'or', parts: readonly Written[]): Written {
  // `false` settles an AND, `true` an OR; the other one changes nothing.
  const settling = how === 'or';
  if (parts.includes(settling)) return settling;
  const texts = parts.filter((part) => typeof part !== 'boolean');
  const [only, ...others] = texts;
  if (only === undefined) return !settling;
  if (others.length === 0) return only;
  const text = texts
    .map((part) => (part.joins === 'one' || part.joins === how ? part.text : `(${part.text})`))
    .join(how === 'and' ? ' AND ' : ' OR ');
  return { text, joins: how };
}

/** A single condition. */
export function one(text: string): Written {
  return { text, joins: 'one' };
}
