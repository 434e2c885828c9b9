import type { DefinitionProblem, DefinitionReferences } from '#app/definitions/definition-kind.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import type { JourneyContent } from './journey-content.ts';
import { passedTo } from './passed-steps.ts';
import type { KnownCartReminders } from './same-cart-problems.ts';

/** What a shop has that a journey may refer to. What is left out is not looked at. */
export type JourneyReferences = DefinitionReferences &
  KnownCartReminders & {
    /** The key of the journey. */
    journeyKey?: string;
    /** Which journeys each live journey starts at the moment at which a run of it begins, by its key. */
    startsAtOnce?: ReadonlyMap<string, readonly string[]>;
  };

type StartingJourney = Pick<JourneyContent, 'steps' | 'first'>;
type StartStep = Step & { kind: 'start_journey' };

/** The journeys that a run starts at the moment at which it begins. */
export function journeysStartedAtOnce(journey: StartingJourney): string[] {
  return stepsAtOnce(journey).map(({ journey: key }) => key);
}

/** Why a journey must not start the journeys that it starts: they would start each other in a circle. */
export function startProblems(
  journey: StartingJourney,
  { journeyKey, startsAtOnce = new Map<string, string[]>() }: JourneyReferences,
): DefinitionProblem[] {
  if (journeyKey === undefined) return [];
  const starting = journey.steps.filter(isStart);
  const itself = starting
    .filter(({ journey: key }) => key === journeyKey)
    .map(({ id }) => problem(id, 'A journey cannot start itself. Choose another journey.'));
  const circles = stepsAtOnce(journey)
    .filter(({ journey: key }) => key !== journeyKey && leadsTo(key, journeyKey, startsAtOnce))
    .map(({ id }) =>
      problem(id, 'The journeys would start each other in a circle. Add a wait or choose another.'),
    );
  return [...itself, ...circles];
}

/** The steps that start a journey and that a run reaches at the moment at which it begins. */
function stepsAtOnce({ steps, first }: StartingJourney): StartStep[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const reached = new Set<string>();
  const ahead = [first];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const step = byId.get(id);
    if (!step || reached.has(id)) continue;
    reached.add(id);
    ahead.push(...passedTo(step));
  }
  return steps.filter(isStart).filter(({ id }) => reached.has(id));
}

function isStart(step: Step): step is StartStep {
  return step.kind === 'start_journey';
}

function leadsTo(
  from: string,
  wanted: string,
  startsAtOnce: ReadonlyMap<string, readonly string[]>,
): boolean {
  const seen = new Set<string>();
  const ahead = [from];
  for (let key = ahead.pop(); key !== undefined; key = ahead.pop()) {
    if (key === wanted) return true;
    if (seen.has(key)) continue;
    seen.add(key);
    ahead.push(...(startsAtOnce.get(key) ?? []));
  }
  return false;
}

function problem(stepId: string, message: string): DefinitionProblem {
  return { stepId, message };
}
