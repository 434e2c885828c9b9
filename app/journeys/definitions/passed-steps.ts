import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';

/**
 * The steps that a run may reach from a step at the same moment.
 * @param withinMs or sooner than after so many milliseconds
 */
export function passedTo(step: Step, withinMs = 1): string[] {
  const handler = stepHandlerOf(step);
  if (handler.longestWait(step) < withinMs) return handler.edges(step).map(({ to }) => to);
  return handler.passesTo?.(step) ?? [];
}
