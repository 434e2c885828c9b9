import { describe } from '#app/segments/describe.ts';
import { meaningOf } from '#app/segments/question-meaning.ts';
import type { Predicate, Question } from '#app/segments/predicate.ts';
import {
  joined,
  type Condition,
  type Difference,
  type Money,
  type Written,
} from './shopify-condition.ts';
import { isOrder, orderCondition } from './shopify-order-conditions.ts';
import { textCondition } from './shopify-text-conditions.ts';

export type Translation =
  | { outcome: 'translated'; query: string; differences: Difference[] }
  /** Words for the conditions that Shopify's language has nothing for. */
  | { outcome: 'no_equivalent'; conditions: string[] };

/**
 * Translates a segment's question into Shopify's segment language, where every condition has its like there. It knows
 * no NOT before parentheses, so a NOT goes inwards. Close is not equal: what Shopify counts otherwise is listed as
 * well.
 * https://shopify.dev/docs/api/shopifyql/segment-query-language-reference
 * @param predicate without references to the shop's other segments
 */
export function toShopifyQuery(predicate: Predicate, money: Money): Translation {
  const missing: Question[] = [];
  const differences = new Set<Difference>();

  function translate(one: Predicate, wanted: boolean): Written {
    if ('not' in one) return translate(one.not, !wanted);
    if ('all' in one)
      return joined(
        wanted ? 'and' : 'or',
        one.all.map((each) => translate(each, wanted)),
      );
    if ('any' in one)
      return joined(
        wanted ? 'or' : 'and',
        one.any.map((each) => translate(each, wanted)),
      );
    const condition = conditionOf(one, money);
    if (condition === null) {
      missing.push(one);
      return true;
    }
    for (const difference of condition.differences) differences.add(difference);
    return wanted ? condition.holds : condition.fails;
  }

  const written = translate(predicate, true);
  if (missing.length > 0)
    return {
      outcome: 'no_equivalent',
      conditions: [...new Set(missing.map((one) => describe(one)))],
    };
  if (typeof written === 'boolean')
    return { outcome: 'no_equivalent', conditions: [written ? 'all customers' : 'no customers'] };
  return { outcome: 'translated', query: written.text, differences: [...differences] };
}

/** The query for the customers with a tag; null for a tag that the language cannot quote. */
export function tagQuery(tag: string): string | null {
  const translation = toShopifyQuery(
    { field: 'tags', is: 'has_any', values: [tag] },
    { currency: '' },
  );
  return translation.outcome === 'translated' ? translation.query : null;
}

function conditionOf(question: Question, money: Money): Condition | null {
  if (!('field' in question) || meaningOf(question) === null) return null;
  return isOrder(question) ? orderCondition(question, money) : textCondition(question);
}
