import { idOf } from '#app/lib/ids.ts';
import { ruleOf, stepById, type Journey, type Step } from './definition.ts';
import { hasHappened } from './ending.ts';
import { askingAbout, waitsForParcel, withParcel } from './parcels-of-run.ts';
import { joined, only, type Progress, type StepContext } from './progress.ts';
import type { Effect, Run, RunContext } from './run.ts';

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
  around: StepContext,
): Progress {
  const reached: Run = { ...run, stepId, visit: run.visit + 1, wakeAt: null };
  if (reached.visit > MOST_STEPS) return only(ended(reached, 'exited', 'endless', at));
  const current = stepById(journey, stepId);
  switch (current.kind) {
    case 'wait':
      return only({ ...reached, wakeAt: at + current.ms });
    case 'wait_for':
      return arriveAtWait(journey, reached, current, at, around);
    case 'branch': {
      const answer = around.holds(current.when, at);
      const decided = { ...only(reached), decisions: [branched(journey, reached, answer, at)] };
      return joined(
        decided,
        arrive(journey, reached, answer ? current.yes : current.no, at, around),
      );
    }
    case 'email': {
      const mailed = mailedAt(journey, reached, current, at, around);
      return joined(mailed, arrive(journey, mailed.run, current.next, at, around));
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

/** What a run waits for may have happened already: then it goes on at once, counting from when it did. */
function arriveAtWait(
  journey: Journey,
  run: Run,
  wait: Step & { kind: 'wait_for' },
  at: number,
  around: StepContext,
): Progress {
  const until = at + wait.maxMs;
  if (waitsForParcel(wait, run)) {
    const found = withParcel(run, until, around);
    if (found) return arrive(journey, found.run, wait.next, found.at, around);
  } else if (hasHappened(wait.events, run, around)) {
    return arrive(journey, run, wait.next, at, around);
  }
  return only({ ...run, wakeAt: until });
}

/** A run that sends a mail, or passes over it when the parcel that it would be about was called off. */
function mailedAt(
  journey: Journey,
  run: Run,
  mail: Step & { kind: 'email' },
  at: number,
  { facts }: StepContext,
): Progress {
  const asking = mail.about === undefined ? { run, context: run.context } : askingAbout(run, facts);
  if (!asking) return only(run);
  return { ...only(asking.run), effects: [emailOf(journey, run, mail, at, asking.context)] };
}

/** A run at its end. */
export function ended(run: Run, state: 'completed' | 'exited', reason: string, at: number): Run {
  return { ...run, state, wakeAt: null, endedAt: at, endReason: reason };
}

function effectKey(run: Run): string {
  return `${run.id}:${run.stepId}:${String(run.visit)}`;
}

function emailOf(
  journey: Journey,
  run: Run,
  mail: Step & { kind: 'email' },
  at: number,
  context: RunContext,
): Effect {
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
