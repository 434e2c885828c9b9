import { INTERESTS } from '#app/segments/conditions/interest-evaluator.ts';
import type { PredicateField, Interest } from '#app/segments/predicate.ts';
import {
  FIELDS_BY_GROUP,
  NUMBER_OPERATORS,
  fieldOptionOf,
  SIGNAL_OPTIONS,
  type FieldOption,
} from '#app/segments/fields/vocabulary.ts';
import type { ConditionForm } from './condition-form.ts';

/** Something a condition can be about, as the builder offers it. */
export type Topic = {
  /** `field:orders`, `signal:refunded`, `interest:bought` or `segment`. */
  key: string;
  label: string;
  kind: FieldOption['kind'] | 'signal' | 'interest' | 'segment';
  choices: readonly string[];
  operators: readonly { is: string; words: string }[];
};

/** Moments are compared in words that read on into the inputs behind them: "in the last 30 days". */
const MOMENT_WORDS: Readonly<Record<string, string>> = {
  within: 'in the last',
  before: 'before the last',
  coming: 'in the next',
  days_ago: 'between',
  since: 'since',
  until: 'until',
  from_to: 'between days',
  after: 'after the',
};

/** The topics by what they are about, in the order of the list to choose from. */
export const TOPIC_GROUPS: readonly { title: string; topics: readonly Topic[] }[] = [
  { title: 'What people do', topics: SIGNAL_OPTIONS.map(signalTopic) },
  { title: 'Products', topics: (['viewed', 'carted', 'bought'] as const).map(interestTopic) },
  ...FIELDS_BY_GROUP.map(({ title, fields }) => ({ title, topics: fields.map(fieldTopic) })),
  {
    title: 'Segments and stages',
    topics: [
      {
        key: 'segment',
        label: 'Segment or stage',
        kind: 'segment',
        choices: [],
        operators: [
          { is: 'in', words: 'is in' },
          { is: 'not_in', words: 'is not in' },
        ],
      },
    ],
  },
];

const TOPICS = new Map(TOPIC_GROUPS.flatMap(({ topics }) => topics.map((one) => [one.key, one])));

function fieldTopic(field: PredicateField): Topic {
  const { words: called, operators: offered, ...offer } = fieldOptionOf(field);
  const operators = offered.map(({ is, words }) => ({
    is,
    words: (offer.kind === 'time' ? MOMENT_WORDS[is] : undefined) ?? words,
  }));
  return { ...offer, operators, key: `field:${field}`, label: capitalised(called) };
}

function signalTopic({ signal, words }: (typeof SIGNAL_OPTIONS)[number]): Topic {
  const operators = NUMBER_OPERATORS;
  return {
    key: `signal:${signal}`,
    label: capitalised(words),
    kind: 'signal',
    choices: [],
    operators,
  };
}

function interestTopic(interest: Interest): Topic {
  return {
    key: `interest:${interest}`,
    label: `${capitalised(INTERESTS[interest].words)} products`,
    kind: 'interest',
    choices: [],
    operators: [
      { is: 'within', words: 'in the last' },
      { is: 'not_within', words: 'not in the last' },
    ],
  };
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The topic of a key; undefined for one that is gone. */
export function topicOfKey(key: string): Topic | undefined {
  return TOPICS.get(key);
}

/** Whether amounts of a topic are money. */
export function isMoneyTopic(key: string): boolean {
  return TOPICS.get(key)?.kind === 'money';
}

/** Whether a topic is compared with numbers. */
export function isNumberTopic(key: string): boolean {
  const kind = TOPICS.get(key)?.kind;
  return kind === 'count' || kind === 'money' || kind === 'percent' || kind === 'points';
}

/** What is filled in of a condition. */
export type InputName =
  | 'value'
  | 'values'
  | 'least'
  | 'most'
  | 'times'
  | 'days'
  | 'date'
  | 'from'
  | 'to'
  | 'than'
  | 'products'
  | 'collections'
  | 'segment';

/** Which inputs a comparison needs, in their order. */
export function inputsOf({ kind }: Topic, operator: string): InputName[] {
  if (operator === 'known' || operator === 'unknown') return [];
  switch (kind) {
    case 'count':
    case 'money':
    case 'percent':
    case 'points':
      return operator === 'between' ? ['least', 'most'] : ['value'];
    case 'text':
      return operator === 'one_of' || operator === 'not_one_of' ? ['values'] : ['value'];
    case 'choice':
    case 'list':
      return ['values'];
    case 'time':
      return momentInputs(operator);
    case 'signal':
      return operator === 'between' ? ['least', 'most', 'days'] : ['times', 'days'];
    case 'interest':
      return ['products', 'collections', 'days'];
    case 'segment':
      return ['segment'];
  }
}

function momentInputs(operator: string): InputName[] {
  switch (operator) {
    case 'days_ago':
      return ['least', 'most'];
    case 'since':
    case 'until':
      return ['date'];
    case 'from_to':
      return ['from', 'to'];
    case 'after':
      return ['than'];
    default:
      return ['days'];
  }
}

const USUAL: Record<InputName, string | readonly string[]> = {
  value: '',
  values: [],
  least: '1',
  most: '10',
  times: '1',
  days: '30',
  date: '',
  from: '',
  to: '',
  than: 'last_order',
  products: [],
  collections: [],
  segment: '',
};

/** A condition about a topic, with what is usual filled in. */
export function conditionAbout(topic: Topic, currency: string): ConditionForm {
  const operator = usualOperator(topic);
  return compared({ topic: topic.key, operator, inputs: {} }, topic, operator, currency);
}

/** People ask for "at least" far more often than for "exactly". */
function usualOperator({ operators }: Topic): string {
  const usual = operators.find(({ is }) => is === 'at_least' || is === 'within') ?? operators[0];
  return usual?.is ?? '';
}

/** The condition with another comparison; what was filled in stays where it still means something. */
export function compared(
  { inputs }: ConditionForm,
  topic: Topic,
  operator: string,
  currency: string,
): ConditionForm {
  const kept = inputsOf(topic, operator).map(
    (name) => [name, inputs[name] ?? USUAL[name]] as const,
  );
  const money = topic.kind === 'money' && kept.length > 0;
  return {
    topic: topic.key,
    operator,
    inputs: { ...Object.fromEntries(kept), ...(money ? { currency } : {}) },
  };
}
