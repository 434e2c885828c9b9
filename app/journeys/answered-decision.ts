import { idOf } from '#app/lib/ids.ts';
import type { PredicateAnswer } from '#app/segments/answer-predicate.ts';
import type { Decision } from './run.ts';

/** What was decided: `key` is unique to it, so that the same decision made twice is one row. */
export type AnsweredCase = {
  key: string;
  outcome: string;
  reason: string;
  /** Which rule decided, with its version. */
  rule: string;
  /** Epoch milliseconds. */
  at: number;
};

/**
 * A decision that rests on what a predicate answered, with the facts that it read and why.
 * @param runId null when no run came of it
 */
export function answeredDecision(
  profileId: string,
  runId: string | null,
  { key, ...decided }: AnsweredCase,
  { why, facts }: PredicateAnswer,
): Decision {
  return {
    ...decided,
    id: idOf('decision', key),
    profileId,
    runId,
    effectKey: null,
    facts: why.length === 0 ? facts : { ...facts, why: why.join('; ') },
  };
}
