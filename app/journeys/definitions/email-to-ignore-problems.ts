import type { DefinitionProblem } from '#app/definitions/definition-kind.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import type { JourneyContent } from './journey-content.ts';
import { passedTo } from './passed-steps.ts';
import { nextStepIds } from './path-problems.ts';

/**
 * Warnings at waits for an email of the journey to leave that no email stands before, on some path: one that left before the
 * wait began is not noticed, so that people wait as long as it takes at most.
 */
export function emailToIgnoreProblems({ steps, first }: JourneyContent): DefinitionProblem[] {
  return steps
    .filter(
      (step) =>
        step.kind === 'wait_for' && step.ownEmails === true && step.events.includes('mail.sent'),
    )
    .filter((wait) => !isAfterEmail(wait, steps, first))
    .map(({ id }) => ({
      stepId: id,
      severity: 'warning',
      message:
        'No email stands right before it, so that there is none to wait for. Put it after an email.',
    }));
}

/** Whether every path to a step comes from an email, without a wait in between. */
function isAfterEmail(wait: Step, steps: readonly Step[], first: string): boolean {
  const reached = new Set([wait.id]);
  for (const id of reached) {
    if (id === first) return false;
    for (const before of steps.filter((step) => nextStepIds(step).includes(id))) {
      if (before.kind === 'email') continue;
      if (!passedTo(before).includes(id)) return false;
      reached.add(before.id);
    }
  }
  return true;
}
