import type { ShopifyField } from '#app/segments/fields/shopify-field.ts';
import type { KnownCondition } from '#app/segments/predicate.ts';

/** A condition in Shopify's language: its text and how it is joined; `true` holds for all, `false` for none. */
export type ShopifyExpression = { text: string; joins: 'and' | 'or' | 'one' } | boolean;

/** A condition translated for Shopify: `holds` and `fails` for customers it does and does not hold for. */
export type TranslatedCondition = { holds: ShopifyExpression; fails: ShopifyExpression };

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

/** That Shopify knows a field of a customer, and that it does not. */
export function knownExpressions({ name }: ShopifyField): {
  known: ShopifyExpression;
  unknown: ShopifyExpression;
} {
  return { known: expression(`${name} IS NOT NULL`), unknown: expression(`${name} IS NULL`) };
}

/** The condition that a field is known, or is not, in Shopify's language. */
export function translateKnownCondition(
  field: ShopifyField,
  { is }: KnownCondition,
): TranslatedCondition {
  const { known, unknown } = knownExpressions(field);
  return is === 'known' ? { holds: known, fails: unknown } : { holds: unknown, fails: known };
}
