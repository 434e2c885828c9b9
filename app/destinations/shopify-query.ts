import { describePredicate } from '#app/segments/builder/describe.ts';
import { evaluatorOf } from '#app/segments/conditions/evaluator-of.ts';
import type { Predicate, Condition } from '#app/segments/predicate.ts';
import {
  joinExpressions,
  type TranslatedCondition,
  type Difference,
  type ShopCurrency,
  type ShopifyExpression,
} from './shopify-condition.ts';
import { isOrderCondition, translateOrderCondition } from './shopify-order-conditions.ts';
import { translateTextCondition } from './shopify-text-conditions.ts';

export type Translation =
  | { outcome: 'translated'; query: string; differences: Difference[] }
  /** Words for the conditions that Shopify's language has nothing for. */
  | { outcome: 'no_equivalent'; conditions: string[] };

/**
 * Translates a segment's predicate into Shopify's segment language, where every condition has its like there. It knows
 * no NOT before parentheses, so a NOT goes inwards. Close is not equal: what Shopify counts otherwise is listed as
 * well.
 * https://shopify.dev/docs/api/shopifyql/segment-query-language-reference
 * @param predicate without references to the shop's other segments
 */
export function toShopifyQuery(predicate: Predicate, money: ShopCurrency): Translation {
  const missing: Condition[] = [];
  const differences = new Set<Difference>();

  function translate(one: Predicate, wanted: boolean): ShopifyExpression {
    if ('not' in one) return translate(one.not, !wanted);
    if ('all' in one)
      return joinExpressions(
        wanted ? 'and' : 'or',
        one.all.map((each) => translate(each, wanted)),
      );
    if ('any' in one)
      return joinExpressions(
        wanted ? 'or' : 'and',
        one.any.map((each) => translate(each, wanted)),
      );
    const translated = translateCondition(one, money);
    if (translated === null) {
      missing.push(one);
      return true;
    }
    for (const difference of translated.differences) differences.add(difference);
    return wanted ? translated.holds : translated.fails;
  }

  const expression = translate(predicate, true);
  if (missing.length > 0)
    return {
      outcome: 'no_equivalent',
      conditions: [...new Set(missing.map((one) => describePredicate(one)))],
    };
  if (typeof expression === 'boolean')
    return {
      outcome: 'no_equivalent',
      conditions: [expression ? 'all customers' : 'no customers'],
    };
  return { outcome: 'translated', query: expression.text, differences: [...differences] };
}

/** The query for the customers with a tag; null for a tag that the language cannot quote. */
export function tagQuery(tag: string): string | null {
  const translation = toShopifyQuery(
    { field: 'tags', is: 'has_any', values: [tag] },
    { currency: '' },
  );
  return translation.outcome === 'translated' ? translation.query : null;
}

function translateCondition(condition: Condition, money: ShopCurrency): TranslatedCondition | null {
  if (!('field' in condition) || evaluatorOf(condition) === null) return null;
  return isOrderCondition(condition)
    ? translateOrderCondition(condition, money)
    : translateTextCondition(condition);
}
