import type { Journey } from '#app/journeys/definition.ts';
import { enterStep } from '#app/journeys/enter-step.ts';
import { advanceOrFail } from '#app/journeys/fail-run.ts';
import { newRun } from '#app/journeys/new-run.ts';
import type { Effect, Run, RunContext } from '#app/journeys/run.ts';
import { step } from '#app/journeys/step.ts';
import { stepHandlerOf } from '#app/journeys/steps/registry.ts';
import type { StepContext, Transition } from '#app/journeys/transition.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';
import type { WalkProblem } from './journey-walk.ts';

/** The id under which the seed shopper walks. No table has a row of it. */
export const SEED_SHOPPER = '00000000-0000-4000-8000-000000000000';

/** The whole of a walk: the steps it came to, what they asked for, and the first that failed. */
export type SeedWalk = {
  steps: string[];
  /** They are looked at, and gone with the walk: none is ever carried out. */
  effects: Effect[];
  problem: WalkProblem | null;
};

/** What decides at a moment, epoch milliseconds. */
export type SeedContextAt = (now: number) => StepContext;

/**
 * Lets the seed shopper walk a journey through all its steps, by the interpreter that real runs go by. It goes on from each
 * wait when the wait is over; steps that its own answers do not lead to, such as the other paths of a branch, it begins at
 * once more, so that each step is entered. What would end a run early is left out.
 * @param at when it begins, epoch milliseconds
 */
export function walkJourney(journey: Journey, contextAt: SeedContextAt, at: number): SeedWalk {
  const endless = { ...journey, exitReasons: [], exitConditions: [] };
  const walk: SeedWalk = { steps: [], effects: [], problem: null };
  const seen = new Set<string>();
  const known = new Set(journey.steps.map(({ id }) => id));
  const open = [journey.first];
  for (let begin = open.shift(); begin !== undefined; begin = open.shift()) {
    if (seen.has(begin) || !known.has(begin)) continue;
    const problem = walkFrom(endless, begin, contextAt, at, (transition, reached) => {
      walk.effects.push(...transition.effects);
      for (const id of reached) seen.add(id);
    });
    if (problem) return { ...walk, steps: [...seen], problem };
    open.push(...unseenAfter(journey, seen));
  }
  return { ...walk, steps: [...seen] };
}

type NoteTurn = (transition: Transition, reached: string[]) => void;

/** One run from a step on, until it ends or comes to a wait where it was before. */
function walkFrom(
  journey: Journey,
  begin: string,
  contextAt: SeedContextAt,
  at: number,
  note: NoteTurn,
): WalkProblem | null {
  const context = subjectOf(journey);
  const fresh = newRun(journey, { key: `seed:${begin}`, context }, SEED_SHOPPER, at);
  const waited = new Set<string>();
  let transition = turn(fresh, at, journey, begin, contextAt);
  for (;;) {
    const { run } = transition;
    note(transition, reachedBy(journey, transition, begin));
    const problem = problemOfRun(transition);
    if (problem) return problem;
    if (run.state !== 'active' || run.wakeAt === null || waited.has(run.stepId)) return null;
    waited.add(run.stepId);
    transition = turn(run, run.wakeAt, journey, null, contextAt);
  }
}

/** A run at the step where it begins, or on from its wait. */
function turn(
  run: Run,
  now: number,
  journey: Journey,
  begin: string | null,
  contextAt: SeedContextAt,
): Transition {
  return advanceOrFail(run, now, { due: begin === null }, () =>
    begin === null
      ? step(journey, run, { kind: 'time' }, contextAt(now))
      : enterStep(journey, run, begin, now, contextAt(now)),
  );
}

/** The steps that a turn came to: where the run is, and those that effects and decisions name on the way. */
function reachedBy(journey: Journey, transition: Transition, begin: string): string[] {
  const { run, effects, decisions } = transition;
  const named = [
    ...effects.map(({ key }) => key.split(':')[1] ?? ''),
    ...decisions.flatMap(({ input }) =>
      input && 'step' in input && typeof input.step === 'string' ? input.step : [],
    ),
  ];
  const known = new Set(journey.steps.map(({ id }) => id));
  return [begin, run.stepId, ...named].filter((id) => known.has(id));
}

function problemOfRun({ run, decisions }: Transition): WalkProblem | null {
  if (run.endReason === 'endless')
    return { stepId: run.stepId, message: 'It goes in a circle without a wait. Add a wait.' };
  if (run.state !== 'failed') return null;
  const detail = decisions.find(({ outcome }) => outcome === 'run_failed')?.facts['detail'];
  const cause = typeof detail === 'string' && detail !== '' ? detail : (run.endReason ?? '');
  return { stepId: run.stepId, message: `A run stops here: ${cause}` };
}

function unseenAfter({ steps }: Journey, seen: ReadonlySet<string>): string[] {
  return steps
    .filter(({ id }) => seen.has(id))
    .flatMap((one) =>
      stepHandlerOf(one)
        .edges(one)
        .map(({ to }) => to),
    )
    .filter((id) => !seen.has(id));
}

/** What a run of the seed shopper is about. */
function subjectOf({ trigger }: Journey): RunContext {
  switch (triggerHandlerOf(trigger).subject(trigger)) {
    case 'basket':
      return { subject: 'basket', kind: 'checkout', token: 'seed', cartToken: null };
    case 'order':
      return { subject: 'order', orderId: '0' };
    case 'application':
      return { subject: 'application', applicationId: '0' };
    case 'person':
      return { subject: 'person' };
  }
}
