import { DAY } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import type { Decision } from './run.ts';

/**
 * A decision that is made over and over, such as that a person may not enter a journey with each change of their cart:
 * of one UTC day only the first is stored, under an id that the others have as well, and it belongs to no run.
 * @param about what the decisions of a day have in common
 */
export function asDailyDecision(decision: Decision, about: readonly string[]): Decision {
  const day = Math.floor(decision.at / DAY);
  const id = idOf('decision', 'daily', decision.outcome, ...about, String(day));
  return { ...decision, id, runId: null, daySince: day * DAY };
}

/** Decisions of which each is there once: of those of a day the first. */
export function withoutRepeats<D extends Pick<Decision, 'id'>>(decisions: readonly D[]): D[] {
  const first = new Map<string, D>();
  for (const decision of decisions) if (!first.has(decision.id)) first.set(decision.id, decision);
  return [...first.values()];
}
