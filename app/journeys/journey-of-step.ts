import { ruleOf, type Journey } from './definition.ts';
import { stepHandlerOf } from './steps/registry.ts';
import type { JourneyOfStep } from './steps/step-handler.ts';

/** What a step is given of its journey. */
export function journeyOfStep(journey: Journey): JourneyOfStep {
  const { key, priority, steps } = journey;
  return {
    key,
    rule: ruleOf(journey),
    ...(priority === undefined ? {} : { priority }),
    longestWait(stepId) {
      const step = steps.find(({ id }) => id === stepId);
      return step ? stepHandlerOf(step).longestWait(step) : 0;
    },
  };
}
