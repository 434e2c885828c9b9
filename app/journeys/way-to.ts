import { stepById, type Journey, type Step } from './definition.ts';

/** A way from one step to another; `label` says when it is taken, if there is a choice. */
export type Way = { from: string; to: string; label: string | null };

/** Every way out of every step, in the order of the steps. */
export function waysOf({ steps }: Pick<Journey, 'steps'>): Way[] {
  return steps.flatMap(waysFrom);
}

function waysFrom(step: Step): Way[] {
  const way = (to: string, label: string | null): Way => ({ from: step.id, to, label });
  switch (step.kind) {
    case 'wait':
    case 'email':
    case 'banner':
      return [way(step.next, null)];
    case 'wait_for':
      return [way(step.next, 'Happened'), way(step.timeout, 'Not in time')];
    case 'branch':
      return [way(step.yes, 'Yes'), way(step.no, 'No')];
    case 'exit':
      return [];
  }
}

/**
 * The steps a run went through, read from where it is and how many steps it reached. Where two ways of the
 * same length lead to the step, the first one written is given.
 * @param visit number of steps reached, the last one included
 * @returns ids from the first step to `stepId`; empty when the journey has no such way, as after a change
 */
export function wayTo(journey: Journey, stepId: string, visit: number): string[] {
  return follow(journey, journey.first, stepId, visit) ?? [];
}

function follow(journey: Journey, at: string, target: string, left: number): string[] | null {
  if (left <= 1) return left === 1 && at === target ? [at] : null;
  for (const { to } of waysFrom(stepById(journey, at))) {
    const rest = follow(journey, to, target, left - 1);
    if (rest) return [at, ...rest];
  }
  return null;
}
