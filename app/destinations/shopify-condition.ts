/** What Shopify's language counts otherwise than Tendril does. */
export type Difference = 'cancelled_orders' | 'amount_spent' | 'whole_days' | 'every_address';

/** A condition in Shopify's language: its text and how it is joined; `true` holds for all, `false` for none. */
export type ShopifyExpression = { text: string; joins: 'and' | 'or' | 'one' } | boolean;

/** A condition translated for Shopify: `holds` and `fails` for customers it does and does not hold for. */
export type TranslatedCondition = {
  holds: ShopifyExpression;
  fails: ShopifyExpression;
  differences: Difference[];
};

/** The shop's currency, which Shopify counts in. */
export type ShopCurrency = { currency: string };

/** Conditions that all hold, or of which one does. */
export function joinExpressions(
  how: 'and' | 'or',
  operands: readonly ShopifyExpression[],
): ShopifyExpression {
  // `false` decides an AND, `true` an OR; the other one changes nothing.
  const dominant = how === 'or';
  if (operands.includes(dominant)) return dominant;
  const texts = operands.filter((operand) => typeof operand !== 'boolean');
  const [only, ...others] = texts;
  if (only === undefined) return !dominant;
  if (others.length === 0) return only;
  const text = texts
    .map((operand) =>
      operand.joins === 'one' || operand.joins === how ? operand.text : `(${operand.text})`,
    )
    .join(how === 'and' ? ' AND ' : ' OR ');
  return { text, joins: how };
}

/** A single condition. */
export function expression(text: string): ShopifyExpression {
  return { text, joins: 'one' };
}
