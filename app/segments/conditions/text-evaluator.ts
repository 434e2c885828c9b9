import { normalizeText } from '#app/lib/normalize-text.ts';
import { normalizeItemName } from '#app/profiles/timestamped-set.ts';
import { overlapSql } from '#app/segments/compile/overlap-sql.ts';
import type { ListCondition, TextCondition } from '#app/segments/predicate.ts';
import { LIST_FIELDS, TEXT_FIELDS } from '#app/segments/fields/text-fields.ts';
import { READ_LENGTH, type ConditionEvaluator } from './condition-evaluator.ts';

type OneText = Extract<TextCondition, { value: string }>['is'];

/** What each comparison with one text means, normalised on both sides. */
export const TEXT_COMPARISONS: Record<
  OneText,
  {
    holds(known: string, value: string): boolean;
    sql(known: string, value: string): string;
    words: string;
  }
> = {
  contains: {
    holds: (known, value) => known.includes(value),
    sql: (known, value) => `strpos(${known}, ${value}) > 0`,
    words: 'contains',
  },
  not_contains: {
    holds: (known, value) => !known.includes(value),
    sql: (known, value) => `strpos(${known}, ${value}) = 0`,
    words: 'is known and does not contain',
  },
  starts_with: {
    holds: (known, value) => known.startsWith(value),
    sql: (known, value) => `starts_with(${known}, ${value})`,
    words: 'starts with',
  },
  ends_with: {
    holds: (known, value) => known.endsWith(value),
    sql: (known, value) => `right(${known}, char_length(${value})) = ${value}`,
    words: 'ends with',
  },
};

/** What each comparison with several texts means. */
export const CHOICES = {
  one_of: { among: true, words: 'is' },
  not_one_of: { among: false, words: 'is known and not' },
} as const;

/** The evaluator of a condition on a text. */
export function textEvaluator(condition: TextCondition): ConditionEvaluator | null {
  return 'values' in condition ? choiceEvaluator(condition) : partEvaluator(condition);
}

function choiceEvaluator({ field, is, values }: Extract<TextCondition, { values: string[] }>) {
  if (!Object.hasOwn(CHOICES, is) || !Array.isArray(values)) return null;
  const fact = TEXT_FIELDS[field];
  const { among, words } = CHOICES[is];
  const set = new Set(values.map(normalizeText));
  return {
    matches(facts, at) {
      const known = fact.read(facts, at);
      return known !== null && set.has(normalizeText(known)) === among;
    },
    read: (facts, at) => ({ [field]: fact.read(facts, at) }),
    answer: answerOfText((known) => set.has(normalizeText(known)) === among),
    nextMoment: (facts, at) => (fact.fades === true ? facts.nextGrade(at) : null),
    sql(sql) {
      const found = `${fact.sql(sql)} = any(${sql.value([...set], 'text[]')})`;
      return `coalesce(${among ? found : `not ${found}`}, false)`;
    },
    words: () => `${fact.words} ${words} ${values.join(' or ')}`,
  } satisfies ConditionEvaluator;
}

function partEvaluator({ field, is, value }: Extract<TextCondition, { value: string }>) {
  if (!Object.hasOwn(TEXT_COMPARISONS, is) || typeof value !== 'string') return null;
  const fact = TEXT_FIELDS[field];
  const comparison = TEXT_COMPARISONS[is];
  const part = normalizeText(value);
  if (part === '') return null;
  return {
    matches(facts, at) {
      const known = fact.read(facts, at);
      return known !== null && comparison.holds(normalizeText(known), part);
    },
    read: (facts, at) => ({ [field]: fact.read(facts, at) }),
    answer: answerOfText((known) => comparison.holds(normalizeText(known), part)),
    nextMoment: (facts, at) => (fact.fades === true ? facts.nextGrade(at) : null),
    sql: (sql) => `coalesce(${comparison.sql(fact.sql(sql), sql.value(part, 'text'))}, false)`,
    words: () => `${fact.words} ${comparison.words} "${value}"`,
  } satisfies ConditionEvaluator;
}

/** The answer out of a text that was read; one that was too long to be kept whole gives none. */
function answerOfText(holds: (known: string) => boolean): ConditionEvaluator['answer'] {
  return ([known = null]) => {
    if (known === null) return false;
    return typeof known === 'string' && known.length < READ_LENGTH ? holds(known) : null;
  };
}

/** What each comparison of several texts with several means. */
export const LIST_COMPARISONS: Record<
  ListCondition['is'],
  {
    holds(known: ReadonlySet<string>, values: ReadonlySet<string>): boolean;
    /** @param count how many values there are */
    sql(known: string, values: string, count: number): string;
    words: string;
  }
> = {
  has_any: {
    holds: (known, values) => [...values].some((value) => known.has(value)),
    sql: overlapSql,
    words: 'have any of',
  },
  has_all: {
    holds: (known, values) => [...values].every((value) => known.has(value)),
    sql: (known, values) => `${known} @> ${values}`,
    words: 'have all of',
  },
  has_none: {
    holds: (known, values) => ![...values].some((value) => known.has(value)),
    sql: (known, values, count) => `not (${overlapSql(known, values, count)})`,
    words: 'have none of',
  },
};

const NO_ITEMS: ReadonlySet<string> = new Set();
const ITEM_GAP = ', ';

/** The evaluator of a condition on several texts. A person without any is known to have none. */
export function listEvaluator({ field, is, values }: ListCondition): ConditionEvaluator | null {
  if (!Object.hasOwn(LIST_COMPARISONS, is) || !Array.isArray(values) || values.length === 0)
    return null;
  const fact = LIST_FIELDS[field];
  const comparison = LIST_COMPARISONS[is];
  // As long as what is kept of an item, else none of them could ever be the same.
  const set = new Set(values.map((value) => normalizeText(normalizeItemName(value))));
  return {
    matches: ({ profile }) => comparison.holds(new Set(fact.read(profile).map(normalizeText)), set),
    // Of all that the person has, what was asked for: a customer may have hundreds of tags.
    read: ({ profile }) => ({
      [`${fact.words} ${comparison.words} ${values.join(', ')}`]: fact
        .read(profile)
        .filter((item) => set.has(normalizeText(item)))
        .join(ITEM_GAP),
    }),
    // What was read is only what was asked for, in one text.
    answer([joined]) {
      if (typeof joined !== 'string' || joined.length >= READ_LENGTH) return null;
      const isPlain = ![...set].some((value) => value.includes(ITEM_GAP.trim()));
      if (!isPlain) return joined === '' ? comparison.holds(NO_ITEMS, set) : null;
      const items = joined === '' ? [] : joined.split(ITEM_GAP);
      return comparison.holds(new Set(items.map(normalizeText)), set);
    },
    nextMoment: () => null,
    sql: (sql) => `(${comparison.sql(fact.sql, sql.value([...set], 'text[]'), set.size)})`,
    words: () => `${fact.words} ${comparison.words} ${values.join(', ')}`,
  };
}
