import { idOf } from '#app/lib/ids.ts';
import { ruleOf, stepById, type Journey, type Step } from './definition.ts';
import { hasHappened } from './exit-run.ts';
import { parcelsToAskAbout, waitsForParcel, withParcel } from './parcels-of-run.ts';
import {
  concatTransitions,
  transitionTo,
  type Transition,
  type StepContext,
} from './transition.ts';
import type { Effect, Run, RunContext } from './run.ts';

/** More steps than any journey has; beyond it the journey goes in a circle without waiting. */
const MOST_STEPS = 100;

/**
 * Brings a run to a step and on through every step that does not wait.
 * @param at the moment the step is reached, epoch milliseconds
 */
export function enterStep(
  journey: Journey,
  run: Run,
  stepId: string,
  at: number,
  context: StepContext,
): Transition {
  const reached: Run = { ...run, stepId, visit: run.visit + 1, wakeAt: null };
  if (reached.visit > MOST_STEPS) return transitionTo(closeRun(reached, 'exited', 'endless', at));
  const current = stepById(journey, stepId);
  switch (current.kind) {
    case 'wait':
      return transitionTo({ ...reached, wakeAt: at + current.ms });
    case 'wait_for':
      return enterWait(journey, reached, current, at, context);
    case 'branch': {
      const answer = context.holds(current.when, at);
      const decided = {
        ...transitionTo(reached),
        decisions: [branchDecision(journey, reached, answer, at)],
      };
      return concatTransitions(
        decided,
        enterStep(journey, reached, answer ? current.yes : current.no, at, context),
      );
    }
    case 'email': {
      const mailed = enterEmail(journey, reached, current, at, context);
      return concatTransitions(mailed, enterStep(journey, mailed.run, current.next, at, context));
    }
    case 'banner': {
      const until = at + current.forMs;
      return {
        ...transitionTo({ ...reached, wakeAt: until }),
        effects: [bannerOf(journey, reached, current, at, until)],
      };
    }
    case 'exit':
      return transitionTo(closeRun(reached, 'completed', current.reason, at));
  }
}

/** What a run waits for may have happened already: then it goes on at once, counting from when it did. */
function enterWait(
  journey: Journey,
  run: Run,
  wait: Step & { kind: 'wait_for' },
  at: number,
  context: StepContext,
): Transition {
  const until = at + wait.maxMs;
  if (waitsForParcel(wait, run)) {
    const found = withParcel(run, until, context);
    if (found) return enterStep(journey, found.run, wait.next, found.at, context);
  } else if (hasHappened(wait.events, run, context)) {
    return enterStep(journey, run, wait.next, at, context);
  }
  return transitionTo({ ...run, wakeAt: until });
}

/** A run that sends a mail, or skips it when the parcel that it would be about was cancelled. */
function enterEmail(
  journey: Journey,
  run: Run,
  mail: Step & { kind: 'email' },
  at: number,
  { facts }: StepContext,
): Transition {
  const subject =
    mail.about === undefined ? { run, context: run.context } : parcelsToAskAbout(run, facts);
  if (!subject) return transitionTo(run);
  return {
    ...transitionTo(subject.run),
    effects: [emailOf(journey, run, mail, at, subject.context)],
  };
}

/** A run at its end. */
export function closeRun(run: Run, state: 'completed' | 'exited', reason: string, at: number): Run {
  return { ...run, state, wakeAt: null, endedAt: at, endReason: reason };
}

function effectKey(run: Run): string {
  return `${run.id}:${run.stepId}:${String(run.visit)}`;
}

/** What the effects of a step have in common. */
function effectBase(
  run: Run,
  dueAt: number,
): Pick<Effect, 'key' | 'profileId' | 'runId' | 'dueAt'> {
  return { key: effectKey(run), profileId: run.profileId, runId: run.id, dueAt };
}

function emailOf(
  journey: Journey,
  run: Run,
  mail: Step & { kind: 'email' },
  at: number,
  context: RunContext,
): Effect {
  return {
    ...effectBase(run, at),
    kind: 'email',
    payload: {
      template: mail.template,
      class: mail.class,
      journeyKey: journey.key,
      context,
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
    ...effectBase(run, at),
    kind: 'banner',
    payload: {
      template: banner.template,
      journeyKey: journey.key,
      context: run.context,
      expiresAt,
    },
  };
}

function branchDecision(
  journey: Journey,
  run: Run,
  answer: boolean,
  at: number,
): Transition['decisions'][number] {
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
