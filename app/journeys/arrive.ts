import { idOf } from '#app/lib/ids.ts';
import { ruleOf, stepById, type Journey, type Step } from './definition.ts';
import { hasHappened } from './ending.ts';
import { joined, only, type Progress, type Surroundings } from './progress.ts';
import type { Effect, Run } from './run.ts';

/** More steps than any journey has; beyond it the journey goes in a circle without waiting. */
const MOST_STEPS = 100;

/**
 * Brings a run to a step and on through every step that does not wait.
 * @param at the moment the step is reached, epoch milliseconds
 */
export function arrive(
  journey: Journey,
  run: Run,
  stepId: string,
  at: number,
  around: Surroundings,
): Progress {
  const reached: Run = { ...run, stepId, visit: run.visit + 1, wakeAt: null };
  if (reached.visit > MOST_STEPS) return only(ended(reached, 'exited', 'endless', at));
  const current = stepById(journey, stepId);
  switch (current.kind) {
    case 'wait':
      return only({ ...reached, wakeAt: at + current.ms });
    case 'wait_for':
      return hasHappened(current.events, reached, around)
        ? arrive(journey, reached, current.next, at, around)
        : only({ ...reached, wakeAt: at + current.maxMs });
    case 'branch': {
      const answer = around.holds(current.when, at);
      const decided = { ...only(reached), decisions: [branched(journey, reached, answer, at)] };
      return joined(
        decided,
        arrive(journey, reached, answer ? current.yes : current.no, at, around),
      );
    }
    case 'email': {
      const mailed = { ...only(reached), effects: [emailOf(journey, reached, current, at)] };
      return joined(mailed, arrive(journey, reached, current.next, at, around));
    }
    case 'banner': {
      const until = at + current.forMs;
      return {
        ...only({ ...reached, wakeAt: until }),
        effects: [bannerOf(journey, reached, current, at, until)],
      };
    }
    case 'exit':
      return only(ended(reached, 'completed', current.reason, at));
  }
}

/** A run at its end. */
export function ended(run: Run, state: 'completed' | 'exited', reason: string, at: number): Run {
  return { ...run, state, wakeAt: null, endedAt: at, endReason: reason };
}

function effectKey(run: Run): string {
  return `${run.id}:${run.stepId}:${String(run.visit)}`;
}

function emailOf(journey: Journey, run: Run, mail: Step & { kind: 'email' }, at: number): Effect {
  return {
    key: effectKey(run),
    kind: 'email',
    profileId: run.profileId,
    runId: run.id,
    dueAt: at,
    payload: {
      template: mail.template,
      class: mail.class,
      journeyKey: journey.key,
      context: run.context,
    },
  };
}

function bannerOf(
  journey: Journey,
  run: Run,
  banner: Step & { kind: 'banner' },
  at: number,
  expiresAt: number,
): Effect {
  return {
    key: effectKey(run),
    kind: 'banner',
    profileId: run.profileId,
    runId: run.id,
    dueAt: at,
    payload: {
      template: banner.template,
      journeyKey: journey.key,
      context: run.context,
      expiresAt,
    },
  };
}

function branched(
  journey: Journey,
  run: Run,
  answer: boolean,
  at: number,
): Progress['decisions'][number] {
  return {
    id: idOf('decision', effectKey(run)),
    at,
    profileId: run.profileId,
    runId: run.id,
    effectKey: null,
    outcome: answer ? 'yes' : 'no',
    reason: run.stepId,
    rule: ruleOf(journey),
    facts: {},
  };
}
