import { describePredicate } from '#app/segments/builder/describe.ts';
import { evaluatorOf } from '#app/segments/conditions/evaluator-of.ts';
import { isNumberField, NUMBER_FIELDS } from '#app/segments/fields/number-fields.ts';
import type { ShopifyDifference, ShopifyTextField } from '#app/segments/fields/shopify-field.ts';
import {
  isListField,
  isTextField,
  LIST_FIELDS,
  TEXT_FIELDS,
} from '#app/segments/fields/text-fields.ts';
import { isTimeField, TIME_FIELDS } from '#app/segments/fields/time-fields.ts';
import type {
  Condition,
  DateCondition,
  KnownCondition,
  NumberCondition,
  OrderCondition,
  Predicate,
  PredicateField,
  WindowCondition,
} from '#app/segments/predicate.ts';
import {
  joinExpressions,
  translateKnownCondition,
  type TranslatedCondition,
  type ShopCurrency,
  type ShopifyExpression,
} from './shopify-condition.ts';
import { translateNumberCondition } from './shopify-number-conditions.ts';
import { translateTextCondition } from './shopify-text-conditions.ts';
import { translateTimeCondition } from './shopify-time-conditions.ts';

export type Translation =
  | { outcome: 'translated'; query: string; differences: ShopifyDifference[] }
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
  const differences = new Set<ShopifyDifference>();

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

type FieldCondition = Extract<Condition, { field: string }>;

/** A condition in Shopify's language with what is counted otherwise there; null when it has none for it. */
function translateCondition(
  condition: Condition,
  money: ShopCurrency,
): (TranslatedCondition & { differences: readonly ShopifyDifference[] }) | null {
  if (!('field' in condition) || evaluatorOf(condition) === null) return null;
  const field = shopifyFieldOf(condition.field);
  const translated = field && translateFieldCondition(field, condition, money);
  return translated ? { ...translated, differences: field.differences ?? [] } : null;
}

function shopifyFieldOf(field: PredicateField): ShopifyTextField | undefined {
  if (isNumberField(field)) return NUMBER_FIELDS[field].shopify;
  if (isTextField(field)) return TEXT_FIELDS[field].shopify;
  return isListField(field) ? LIST_FIELDS[field].shopify : TIME_FIELDS[field].shopify;
}

function translateFieldCondition(
  field: ShopifyTextField,
  condition: FieldCondition,
  money: ShopCurrency,
): TranslatedCondition | null {
  // The language has no test for whether a number is known.
  if (isKnown(condition))
    return isNumberField(condition.field) ? null : translateKnownCondition(field, condition);
  if (isNumber(condition))
    return translateNumberCondition(field, NUMBER_FIELDS[condition.field].unit, condition, money);
  return isTime(condition)
    ? translateTimeCondition(field, condition)
    : translateTextCondition(field, condition);
}

function isKnown(condition: FieldCondition): condition is KnownCondition {
  return condition.is === 'known' || condition.is === 'unknown';
}

function isNumber(condition: FieldCondition): condition is NumberCondition {
  return isNumberField(condition.field);
}

function isTime(
  condition: FieldCondition,
): condition is WindowCondition | DateCondition | OrderCondition {
  return isTimeField(condition.field);
}
