import { READ_LENGTH, type FactValue, type ReadFacts } from './conditions/condition-evaluator.ts';
import { conditionsOf } from './conditions/conditions-of.ts';
import { evaluatorOf } from './conditions/evaluator-of.ts';
import { truthValueOf } from './evaluate.ts';
import type { SegmentFacts } from './facts.ts';
import { conditionKey, type ReadConditions } from './answer-again.ts';
import type { Predicate } from './predicate.ts';

/**
 * What a predicate answered about a person, why, and what it read of them. Most answers are not kept, so the reasons are
 * looked for when they are asked for, which must be before anything changes.
 */
export type PredicateAnswer = {
  holds: boolean;
  /** The conditions that decided, in words; empty when there was none to ask. */
  why: string[];
  facts: ReadFacts;
  /** The same by condition, so that the predicate can be answered again: see `answerAgain`. */
  read: ReadConditions;
};

/** So many conditions say why; the others say the same. */
const MOST_REASONS = 5;

/**
 * Evaluates a predicate as `evaluate` does, and says what the answer came from, so that a decision that rests on it can be
 * explained later and be given again.
 * @param at epoch milliseconds
 */
export function answerPredicate(
  predicate: Predicate,
  facts: SegmentFacts,
  at: number,
): PredicateAnswer {
  return new LazyAnswer(predicate, facts, at);
}

/** A class, because an object literal with accessors has a shape of its own each time, which lives until memory is short. */
class LazyAnswer implements PredicateAnswer {
  readonly holds: boolean;
  readonly #predicate: Predicate;
  readonly #facts: SegmentFacts;
  readonly #at: number;

  constructor(predicate: Predicate, facts: SegmentFacts, at: number) {
    this.holds = truthValueOf(predicate, facts, at) === true;
    this.#predicate = predicate;
    this.#facts = facts;
    this.#at = at;
  }

  get why(): string[] {
    return decidingWords(this.#predicate, this.#facts, this.#at).slice(0, MOST_REASONS);
  }

  get facts(): ReadFacts {
    return factsRead(this.#predicate, this.#facts, this.#at);
  }

  get read(): ReadConditions {
    return conditionsRead(this.#predicate, this.#facts, this.#at);
  }
}

/** The conditions without which the answer would be another, in words: of an "all" that fails the first that fails. */
function decidingWords(predicate: Predicate, facts: SegmentFacts, at: number): string[] {
  const decidedBy = (members: Predicate[], decisive: boolean): string[] => {
    const one = members.find((member) => truthValueOf(member, facts, at) === decisive);
    return (one === undefined ? members : [one]).flatMap((member) =>
      decidingWords(member, facts, at),
    );
  };
  if ('all' in predicate) return decidedBy(predicate.all, false);
  if ('any' in predicate) return decidedBy(predicate.any, true);
  if ('not' in predicate)
    return decidingWords(predicate.not, facts, at).map((words) => `not (${words})`);
  return [evaluatorOf(predicate)?.words({}) ?? 'a condition that cannot be read'];
}

function factsRead(predicate: Predicate, facts: SegmentFacts, at: number): ReadFacts {
  const read = conditionsOf(predicate).flatMap((condition) =>
    Object.entries(evaluatorOf(condition)?.read(facts, at) ?? {}),
  );
  return Object.fromEntries(
    read.map(([name, value]) => [name.slice(0, READ_LENGTH), storedValue(value)]),
  );
}

function conditionsRead(predicate: Predicate, facts: SegmentFacts, at: number): ReadConditions {
  return Object.fromEntries(
    conditionsOf(predicate).flatMap((condition) => {
      const read = evaluatorOf(condition)?.read(facts, at);
      return read ? [[conditionKey(condition), Object.values(read).map(storedValue)]] : [];
    }),
  );
}

/** As much of what was read as is kept with a decision. */
function storedValue(value: FactValue): FactValue {
  return typeof value === 'string' ? value.slice(0, READ_LENGTH) : value;
}
