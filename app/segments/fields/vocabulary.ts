import { type Signal, SIGNALS } from '#app/profiles/profile-state.ts';
import { SIGNAL_WORDS } from '#app/scoring/signal-words.ts';
import { COMPARISONS } from '#app/segments/conditions/number-evaluator.ts';
import type { PredicateField } from '#app/segments/predicate.ts';
import {
  CHOICES,
  LIST_COMPARISONS,
  TEXT_COMPARISONS,
} from '#app/segments/conditions/text-evaluator.ts';
import { FIELD_GROUPS, type FieldGroup } from './field-group.ts';
import { isNumberField, NUMBER_FIELDS } from './number-fields.ts';
import { isListField, isTextField, LIST_FIELDS, TEXT_FIELDS } from './text-fields.ts';
import { TIME_FIELDS } from './time-fields.ts';

const FIELDS: readonly [field: PredicateField, group: FieldGroup][] = [
  ...Object.entries(TEXT_FIELDS),
  ...Object.entries(LIST_FIELDS),
  ...Object.entries(NUMBER_FIELDS),
  ...Object.entries(TIME_FIELDS),
].map(([field, { group }]) => [field as PredicateField, group]);

/** The fields that conditions can be about, by their group. */
export const FIELDS_BY_GROUP: readonly { title: FieldGroup; fields: PredicateField[] }[] =
  FIELD_GROUPS.map((title) => ({
    title,
    fields: FIELDS.flatMap(([field, group]) => (group === title ? [field] : [])),
  }));

/** A field as the builder of predicates offers it. */
export type FieldOption = {
  field: PredicateField;
  words: string;
  kind: 'count' | 'money' | 'percent' | 'points' | 'text' | 'choice' | 'list' | 'time';
  /** All there may be, of a choice. */
  choices: readonly string[];
  operators: readonly { is: string; words: string }[];
};

type Operators = FieldOption['operators'];

const KNOWN_OPERATORS: Operators = [
  { is: 'known', words: 'is known' },
  { is: 'unknown', words: 'is not known' },
];

/** How numbers, and how often people do something, can be compared. */
export const NUMBER_OPERATORS: Operators = [
  ...worded(COMPARISONS),
  { is: 'between', words: 'between' },
];

const TIME_OPERATORS: Operators = [
  { is: 'within', words: 'in the last days' },
  { is: 'before', words: 'days ago or longer' },
  { is: 'days_ago', words: 'between days ago' },
  { is: 'since', words: 'on or after a day' },
  { is: 'until', words: 'on or before a day' },
  { is: 'from_to', words: 'from a day to a day' },
  { is: 'after', words: 'after another moment' },
  ...KNOWN_OPERATORS,
];
const COMING: Operators = [{ is: 'coming', words: 'in the days to come' }];

function worded(table: Record<string, { words: string }>): Operators {
  return Object.entries(table).map(([is, { words }]) => ({ is, words }));
}

/** A field with how it is called and how it can be compared. */
export function fieldOptionOf(field: PredicateField): FieldOption {
  if (isNumberField(field)) {
    const { words, unit } = NUMBER_FIELDS[field];
    return {
      field,
      words,
      kind: unit,
      choices: [],
      operators: [...NUMBER_OPERATORS, ...KNOWN_OPERATORS],
    };
  }
  if (isTextField(field)) {
    const { words, choices = [] } = TEXT_FIELDS[field];
    const kind = choices.length > 0 ? 'choice' : 'text';
    const parts = kind === 'text' ? worded(TEXT_COMPARISONS) : [];
    return {
      field,
      words,
      kind,
      choices,
      operators: [...worded(CHOICES), ...parts, ...KNOWN_OPERATORS],
    };
  }
  if (isListField(field)) {
    const operators = [...worded(LIST_COMPARISONS), ...KNOWN_OPERATORS];
    return { field, words: LIST_FIELDS[field].words, kind: 'list', choices: [], operators };
  }
  const { words, isPrediction = false } = TIME_FIELDS[field];
  const operators = isPrediction ? [...COMING, ...TIME_OPERATORS] : TIME_OPERATORS;
  return { field, words, kind: 'time', choices: [], operators };
}

/** What people do, as it is offered: "at least 2 product views in the last 14 days". */
export const SIGNAL_OPTIONS: readonly { signal: Signal; words: string }[] = SIGNALS.map(
  (signal) => ({
    signal,
    words: SIGNAL_WORDS[signal].many,
  }),
);
