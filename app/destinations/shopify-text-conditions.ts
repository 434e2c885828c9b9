import type { ShopifyTextField } from '#app/segments/fields/shopify-field.ts';
import type { ListCondition, TextCondition } from '#app/segments/predicate.ts';
import {
  joinExpressions,
  expression,
  knownExpressions,
  type TranslatedCondition,
  type ShopifyExpression,
} from './shopify-condition.ts';

/** A condition that names the texts it is about. */
type ValuesCondition = Extract<TextCondition, { values: string[] }> | ListCondition;

/** A condition about texts in Shopify's language; null when it has none for it. */
export function translateTextCondition(
  field: ShopifyTextField,
  condition: TextCondition | ListCondition,
): TranslatedCondition | null {
  return 'values' in condition ? translateValuesCondition(field, condition) : null;
}

/** Of what is not known nothing is asked but that: it is said each time, whatever NOT makes of it over there. */
function translateValuesCondition(
  field: ShopifyTextField,
  { is, values }: ValuesCondition,
): TranslatedCondition | null {
  const compared = comparisons(field, values);
  if (compared === null) return null;
  const { known, unknown } = knownExpressions(field);
  const some = joinExpressions('or', compared.are);
  const none = joinExpressions('or', [joinExpressions('and', compared.areNot), unknown]);
  switch (is) {
    case 'one_of':
    case 'has_any':
      return { holds: some, fails: none };
    case 'has_none':
      return { holds: none, fails: some };
    case 'has_all':
      return {
        holds: joinExpressions('and', compared.are),
        fails: joinExpressions('or', [joinExpressions('or', compared.areNot), unknown]),
      };
    case 'not_one_of':
      return {
        holds: joinExpressions('and', [known, joinExpressions('and', compared.areNot)]),
        fails: joinExpressions('or', [some, unknown]),
      };
    default:
      return null;
  }
}

/** What would end a quoted text early is nothing that tags, domains or countries need. */
const UNSAFE = /['"\\\p{Cc}]/u;

/** Each value as being there and as not being there; null when one cannot be written. */
function comparisons(field: ShopifyTextField, values: readonly string[]) {
  const texts = values.map((value) => {
    if (UNSAFE.test(value)) return null;
    return field.format ? field.format(value) : value;
  });
  if (texts.includes(null)) return null;
  const [is, isNot] = field.isList ? ['CONTAINS', 'NOT CONTAINS'] : ['=', '!='];
  const each = (operator: string): ShopifyExpression[] =>
    texts.map((text) => expression(`${field.name} ${operator} '${String(text)}'`));
  return { are: each(is), areNot: each(isNot) };
}
