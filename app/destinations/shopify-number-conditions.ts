import { toDecimal } from '#app/lib/money.ts';
import type { NumberFact } from '#app/segments/fields/number-fields.ts';
import type { ShopifyField } from '#app/segments/fields/shopify-field.ts';
import type { NumberComparison, NumberCondition } from '#app/segments/predicate.ts';
import {
  joinExpressions,
  expression,
  type TranslatedCondition,
  type ShopCurrency,
} from './shopify-condition.ts';

const OPERATORS: Record<NumberComparison, [holds: string, fails: string]> = {
  at_least: ['>=', '<'],
  at_most: ['<=', '>'],
  equal: ['=', '!='],
  not_equal: ['!=', '='],
  more_than: ['>', '<='],
  fewer_than: ['<', '>='],
};

/**
 * A condition about a number in Shopify's language; null when it has none for it.
 * @param field the number there
 * @param unit of the number
 */
export function translateNumberCondition(
  { name }: ShopifyField,
  unit: NumberFact['unit'],
  condition: NumberCondition,
  money: ShopCurrency,
): TranslatedCondition | null {
  const { currency = money.currency } = condition;
  if (currency !== money.currency) return null;
  const formatted = (value: number) =>
    unit === 'money' ? toDecimal(value, currency) : String(value);
  if (condition.is === 'between') {
    const [least, most] = [formatted(condition.least), formatted(condition.most)];
    return {
      holds: joinExpressions('and', [
        expression(`${name} >= ${least}`),
        expression(`${name} <= ${most}`),
      ]),
      fails: joinExpressions('or', [
        expression(`${name} < ${least}`),
        expression(`${name} > ${most}`),
      ]),
    };
  }
  if (!Object.hasOwn(OPERATORS, condition.is)) return null;
  const [holds, fails] = OPERATORS[condition.is];
  const value = formatted(condition.value);
  return {
    holds: expression(`${name} ${holds} ${value}`),
    fails: expression(`${name} ${fails} ${value}`),
  };
}
