import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';
import type { Journey } from '#app/journeys/definition.ts';

/** Which step of the new version stands for which of an earlier one, by their ids, as the merchant chose. */
export type StepMapping = Readonly<Record<string, string>>;

/** Where a person at a step of an earlier version of a journey lands in the new one. */
export type Landing =
  /** At a step that waits like theirs: they go on when they would have. */
  | { kind: 'stays'; stepId: string }
  /** At a step that waits in another way, counted from when they came to theirs. */
  | { kind: 'waits_again'; stepId: string }
  /** At a step that does not wait: it is carried out now. */
  | { kind: 'goes_on'; stepId: string }
  /** Nowhere: they leave the journey. */
  | { kind: 'exits' };

type Steps = Pick<Journey, 'steps'>;

/**
 * Where a person at a step lands: at the step with the same id when the new version has it and it waits, else at the one
 * that the merchant chose for it, else nowhere.
 * @param from the version that the person is on
 * @param to the version that they move to
 */
export function landingOf(
  from: Steps,
  to: Steps,
  stepId: string,
  mapping: StepMapping = {},
): Landing {
  const own = stepIn(to, stepId);
  const chosen = Object.hasOwn(mapping, stepId) ? stepIn(to, mapping[stepId]) : undefined;
  const target = own && waitsAt(own) ? own : chosen;
  if (!target) return { kind: 'exits' };
  if (!waitsAt(target)) return { kind: 'goes_on', stepId: target.id };
  const isAlike = stepIn(from, stepId)?.kind === target.kind;
  return { kind: isAlike ? 'stays' : 'waits_again', stepId: target.id };
}

/** People at one step of an earlier version. */
export type PeopleAtStep = { stepId: string; people: number };

/** Where they land. */
export type PlannedMove = PeopleAtStep & { landing: Landing };

/** Where the people on an earlier version land, step by step in the order of the journey. */
export function planMoves(
  from: Steps,
  to: Steps,
  occupied: readonly PeopleAtStep[],
  mapping: StepMapping = {},
): PlannedMove[] {
  const place = (id: string) => {
    const index = from.steps.findIndex((step) => step.id === id);
    return index === -1 ? from.steps.length : index;
  };
  return occupied
    .toSorted((a, b) => place(a.stepId) - place(b.stepId))
    .map((one) => ({ ...one, landing: landingOf(from, to, one.stepId, mapping) }));
}

/** Whether a run may stand at a step. */
export function waitsAt(step: Step): boolean {
  return stepHandlerOf(step).longestWait(step) > 0;
}

function stepIn({ steps }: Steps, id: string | undefined): Step | undefined {
  return steps.find((step) => step.id === id);
}
