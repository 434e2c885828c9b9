import { canonicalJson } from '#app/lib/canonical-json.ts';
import { idOf } from '#app/lib/ids.ts';
import type { FactValue } from './conditions/condition-evaluator.ts';
import { evaluatorOf } from './conditions/evaluator-of.ts';
import type { TruthValue } from './evaluate.ts';
import type { Condition, Predicate } from './predicate.ts';

/** What each condition of a predicate read, by its key: see `conditionKey`. */
export type ReadConditions = Record<string, FactValue[]>;

/** A condition about which nothing was read, as after a segment that it refers to was changed. */
export class NotReadError extends Error {
  readonly condition: Condition;

  constructor(condition: Condition) {
    super('What a condition read is not stored. Evaluate the predicate on the person instead.');
    this.name = 'NotReadError';
    this.condition = condition;
  }
}

const keys = new WeakMap<Condition, string>();

/** A short name of a condition, the same for equal ones; of another condition it is another. */
export function conditionKey(condition: Condition): string {
  const known = keys.get(condition) ?? idOf('condition', canonicalJson(condition));
  keys.set(condition, known);
  return known;
}

/**
 * What a predicate answers about a person of whom nothing is known but what was read then.
 * @param at when it was read, epoch milliseconds
 * @throws NotReadError when that is not enough
 */
export function answerAgain(predicate: Predicate, read: ReadConditions, at: number): boolean {
  return truthOfRead(predicate, read, at) === true;
}

/** As `truthValueOf`, but every condition is looked at, so that one that was not read is not passed over. */
function truthOfRead(predicate: Predicate, read: ReadConditions, at: number): TruthValue {
  if ('all' in predicate) return together(predicate.all, false);
  if ('any' in predicate) return together(predicate.any, true);
  if ('not' in predicate) {
    const inner = truthOfRead(predicate.not, read, at);
    return inner === null ? null : !inner;
  }
  const evaluator = evaluatorOf(predicate);
  if (!evaluator) return null;
  const values = read[conditionKey(predicate)];
  const answer = values ? evaluator.answer(values, at) : null;
  if (answer === null) throw new NotReadError(predicate);
  return answer;

  /** @param decisive the answer of one member that is the answer of all */
  function together(members: readonly Predicate[], decisive: boolean): TruthValue {
    const answers = members.map((member) => truthOfRead(member, read, at));
    if (answers.includes(decisive)) return decisive;
    return answers.includes(null) ? null : !decisive;
  }
}
