import type { EventKind } from '#app/events/event.ts';
import { idOf } from '#app/lib/ids.ts';
import type { WaitDecisionInput } from './decision-input.ts';
import type { Decision, Run } from './run.ts';

/** What a run waited for: which event showed it, where one did, and when it happened; null when it did not in time. */
export type WaitedFor = { event: EventKind | null; at: number | null; until: number };

/**
 * Which of its two edges a wait for something took.
 * @param run at the wait
 * @param at when it went on, epoch milliseconds
 */
export function waitDecision(run: Run, at: number, waited: WaitedFor): Decision {
  const { id: runId, profileId, stepId, visit, journeyKey, journeyVersion } = run;
  const { event, at: happenedAt, until } = waited;
  return {
    id: idOf('decision', runId, stepId, String(visit), 'waited'),
    at,
    profileId,
    runId,
    effectKey: null,
    outcome: happenedAt === null ? 'not_in_time' : 'happened',
    reason: stepId,
    rule: `${journeyKey}@${String(journeyVersion)}`,
    facts: { until, ...(event === null ? {} : { event }) },
    input: { kind: 'wait', step: stepId, event, at: happenedAt, until } satisfies WaitDecisionInput,
  };
}
