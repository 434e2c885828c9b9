import type {
  ListCondition,
  Condition,
  TextCondition as AnyTextCondition,
} from '#app/segments/predicate.ts';
import {
  joinExpressions,
  expression,
  type TranslatedCondition,
  type Difference,
  type ShopifyExpression,
} from './shopify-condition.ts';

type TextCondition = Extract<AnyTextCondition, { values: string[] }>;

/** How a text or a list of texts is asked for: a `list` contains, a `text` is. */
type Fact = {
  name: string;
  kind: 'text' | 'list';
  /** A value as Shopify writes it; null when it does not know it. */
  format: (value: string) => string | null;
  differences: Difference[];
};

/** States as Shopify names them. */
const STATES = new Map(
  ['subscribed', 'unsubscribed', 'not_subscribed', 'pending', 'invalid', 'redacted'].map(
    (state) => [state, state.toUpperCase()] as const,
  ),
);

const FACTS = new Map<string, Fact>([
  ['email_consent', state('email_subscription_status')],
  ['sms_consent', state('sms_subscription_status')],
  [
    'email_domain',
    {
      name: 'customer_email_domain',
      kind: 'text',
      format: (value) => value.toLowerCase(),
      differences: [],
    },
  ],
  [
    'country',
    {
      name: 'customer_countries',
      kind: 'list',
      format: (value) => value.toUpperCase(),
      differences: ['every_address'],
    },
  ],
  ['tags', { name: 'customer_tags', kind: 'list', format: (value) => value, differences: [] }],
]);

function state(name: string): Fact {
  return {
    name,
    kind: 'text',
    format: (value) => STATES.get(value.toLowerCase()) ?? null,
    differences: [],
  };
}

/** A condition about texts in Shopify's language; null when it has none for it. */
export function translateTextCondition(
  condition: Extract<Condition, { field: string }>,
): TranslatedCondition | null {
  const fact = FACTS.get(condition.field);
  if (fact === undefined) return null;
  const { differences } = fact;
  if ('values' in condition) {
    const translated = translateValuesCondition(fact, condition);
    return translated && { ...translated, differences };
  }
  const [known, unknown] = knownExpressions(fact);
  if (condition.is === 'known') return { holds: known, fails: unknown, differences };
  return condition.is === 'unknown' ? { holds: unknown, fails: known, differences } : null;
}

function knownExpressions({ name }: Fact): [known: ShopifyExpression, unknown: ShopifyExpression] {
  return [expression(`${name} IS NOT NULL`), expression(`${name} IS NULL`)];
}

/** Of what is not known nothing is asked but that: it is said each time, whatever NOT makes of it over there. */
function translateValuesCondition(
  fact: Fact,
  { is, values }: TextCondition | ListCondition,
): Pick<TranslatedCondition, 'holds' | 'fails'> | null {
  const compared = comparisons(fact, values);
  if (compared === null) return null;
  const [known, unknown] = knownExpressions(fact);
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
function comparisons({ name, kind, format }: Fact, values: readonly string[]) {
  const texts = values.map((value) => (UNSAFE.test(value) ? null : format(value)));
  if (texts.includes(null)) return null;
  const [is, isNot] = kind === 'list' ? ['CONTAINS', 'NOT CONTAINS'] : ['=', '!='];
  const each = (operator: string): ShopifyExpression[] =>
    texts.map((text) => expression(`${name} ${operator} '${String(text)}'`));
  return { are: each(is), areNot: each(isNot) };
}
