import { idOf } from '#app/lib/ids.ts';
import type { PredicateAnswer } from '#app/segments/answer-predicate.ts';
import type { StepDecisionInput } from './decision-input.ts';
import type { RecordedOutcome } from './recorded-outcome.ts';
import type { Decision, Run } from './run.ts';

/** What was decided: `key` is unique to it, so that the same decision made twice is one row. */
export type AnsweredCase = {
  key: string;
  outcome: RecordedOutcome;
  reason: string;
  /** Which rule decided, with its version. */
  rule: string;
  /** Epoch milliseconds. */
  at: number;
};

/** A decision about a run that rests on what a predicate answered, with the facts that it read and why. */
export function answeredDecision(
  run: Run,
  { key, ...decided }: AnsweredCase,
  { why, facts, read }: PredicateAnswer,
): Decision {
  return {
    ...decided,
    id: idOf('decision', key),
    profileId: run.profileId,
    runId: run.id,
    effectKey: null,
    facts: why.length === 0 ? facts : { ...facts, why: why.join('; ') },
    input: { kind: 'step', conditions: read } satisfies Partial<StepDecisionInput>,
  };
}
