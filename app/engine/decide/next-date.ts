import { nextDateStart } from '#app/journeys/date-starts.ts';
import { sooner } from '#app/segments/conditions/condition-evaluator.ts';
import { factsOf, type DecisionContext } from './decision-context.ts';

/** When to look at a person again: at the next change, or at a day that starts a journey if that comes sooner. */
export function withNextDate(
  context: DecisionContext,
  id: string,
  nextChangeAt: number | null,
): number | null {
  const { datedJourneys, now } = context;
  if (datedJourneys.length === 0) return nextChangeAt;
  return sooner(nextChangeAt, nextDateStart(datedJourneys, factsOf(context, id), now));
}
