import { folded } from '#app/lib/folded.ts';
import { markName } from '#app/profiles/marks.ts';
import type { Meaning } from './meaning.ts';
import { overlapSql } from './overlap-sql.ts';
import type { ListQuestion, TextQuestion } from './predicate.ts';
import { LISTS, TEXTS } from './text-fields.ts';

type OneText = Extract<TextQuestion, { value: string }>['is'];

/** What each comparison with one text means, folded on both sides. */
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

/** What a question about a text means. */
export function textMeaning(question: TextQuestion): Meaning | null {
  return 'values' in question ? choiceMeaning(question) : partMeaning(question);
}

function choiceMeaning({ field, is, values }: Extract<TextQuestion, { values: string[] }>) {
  if (!Object.hasOwn(CHOICES, is) || !Array.isArray(values)) return null;
  const fact = TEXTS[field];
  const { among, words } = CHOICES[is];
  const set = new Set(values.map(folded));
  return {
    answer(facts, at) {
      const known = fact.read(facts, at);
      return known !== null && set.has(folded(known)) === among;
    },
    nextMoment: (facts, at) => (fact.fades === true ? facts.nextGrade(at) : null),
    sql(pen) {
      const found = `${fact.sql(pen)} = any(${pen.value([...set], 'text[]')})`;
      return `coalesce(${among ? found : `not ${found}`}, false)`;
    },
    words: () => `${fact.words} ${words} ${values.join(' or ')}`,
  } satisfies Meaning;
}

function partMeaning({ field, is, value }: Extract<TextQuestion, { value: string }>) {
  if (!Object.hasOwn(TEXT_COMPARISONS, is) || typeof value !== 'string') return null;
  const fact = TEXTS[field];
  const comparison = TEXT_COMPARISONS[is];
  const part = folded(value);
  if (part === '') return null;
  return {
    answer(facts, at) {
      const known = fact.read(facts, at);
      return known !== null && comparison.holds(folded(known), part);
    },
    nextMoment: (facts, at) => (fact.fades === true ? facts.nextGrade(at) : null),
    sql: (pen) => `coalesce(${comparison.sql(fact.sql(pen), pen.value(part, 'text'))}, false)`,
    words: () => `${fact.words} ${comparison.words} "${value}"`,
  } satisfies Meaning;
}

/** What each comparison of several texts with several means. */
export const LIST_COMPARISONS: Record<
  ListQuestion['is'],
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

/** What a question about several texts means. Whoever has none is known to have none. */
export function listMeaning({ field, is, values }: ListQuestion): Meaning | null {
  if (!Object.hasOwn(LIST_COMPARISONS, is) || !Array.isArray(values) || values.length === 0)
    return null;
  const fact = LISTS[field];
  const comparison = LIST_COMPARISONS[is];
  // As long as what is kept of a mark, else none of them could ever be the same.
  const set = new Set(values.map((value) => folded(markName(value))));
  return {
    answer: ({ profile }) => comparison.holds(new Set(fact.read(profile).map(folded)), set),
    nextMoment: () => null,
    sql: (pen) => `(${comparison.sql(fact.sql, pen.value([...set], 'text[]'), set.size)})`,
    words: () => `${fact.words} ${comparison.words} ${values.join(', ')}`,
  };
}
