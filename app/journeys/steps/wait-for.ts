import { z } from 'zod';
import type { DomainEvent, EventKind } from '#app/events/event.ts';
import { EVENT_KIND_NAMES } from '#app/events/kinds/registry.ts';
import { isAboutRun, type Run } from '#app/journeys/run.ts';
import { waitsForParcel, withParcel } from '#app/journeys/parcels-of-run.ts';
import type { StepContext } from '#app/journeys/transition.ts';
import { waitDecision, type WaitedFor } from '#app/journeys/wait-decision.ts';
import { DAY } from '#app/lib/duration.ts';
import { formatExactDuration } from '#app/lib/format/duration.ts';
import { eventStateWords } from './event-words.ts';
import type { StepHandler, StepResult } from './step-handler.ts';
import { NextStepId, StepId, WaitMs } from './step-id.ts';

const WaitForStep = z.strictObject({
  id: StepId,
  kind: z.literal('wait_for'),
  events: z.array(z.enum(EVENT_KIND_NAMES)).max(EVENT_KIND_NAMES.length),
  maxMs: WaitMs,
  ownEmails: z.literal(true).optional(),
  next: NextStepId,
  timeout: NextStepId,
});

/**
 * Waits for the first of some events of the same subject; goes to `timeout` after `maxMs` milliseconds. With `ownEmails` what
 * happens to an email counts only when the run itself sent it.
 */
export type WaitForStep = z.infer<typeof WaitForStep>;

/** Waits until something happens, for some time at most. */
export const waitForHandler: StepHandler<WaitForStep> = {
  label: 'Wait until something happens',
  group: 'timing',
  blank: (id, to) => ({ id, kind: 'wait_for', events: [], maxMs: 7 * DAY, next: to, timeout: to }),
  schema: WaitForStep,
  problems: ({ events, maxMs }) => [
    ...(events.length === 0 ? ['Choose what it waits for.'] : []),
    ...(maxMs === 0 ? ['Set how long it waits at most.'] : []),
  ],
  // What a run waits for may have happened already: then it goes on at once, counting from when it did.
  enter(step, run, at, context) {
    const until = at + step.maxMs;
    if (waitsForParcel(step, run)) {
      const found = withParcel(run, until, context);
      if (found) return goOn(step, found.run, found.at, { event: null, until });
    } else if (hasHappened(step.events, run, context))
      return goOn(step, run, at, { event: null, until });
    return { run, outcome: { kind: 'wait', until } };
  },
  onEvent(step, run, event, context) {
    if (!step.events.includes(event.kind) || !isAboutRun(run, event)) return null;
    if (step.ownEmails && isAboutOtherEmail(run, event)) return null;
    const until = run.wakeAt ?? event.at;
    // What came after the longest wait is too late, even when the clock has not been read since.
    if (event.at > until) return { run, outcome: { kind: 'stay' } };
    const shown = { event: event.kind, until };
    if (!waitsForParcel(step, run))
      return goOn(step, run, Math.max(until - step.maxMs, event.at), shown);
    const found = withParcel(run, until, context);
    return found ? goOn(step, found.run, found.at, shown) : { run, outcome: { kind: 'stay' } };
  },
  afterWait: ({ timeout }) => timeout,
  longestWait: ({ maxMs }) => maxMs,
  readsProfile: () => false,
  edges: ({ next, timeout }) => [
    { key: 'next', to: next, label: 'Happened' },
    { key: 'timeout', to: timeout, label: 'Not in time' },
  ],
  // What it waits for may have happened already.
  passesTo: ({ next }) => [next],
  words: {
    card: ({ events, maxMs, ownEmails }) => ({
      title: `Wait until ${events.map(eventStateWords).join(' or ')}`,
      detail: `At most ${formatExactDuration(maxMs)}${ownEmails ? '; emails of this journey only' : ''}`,
    }),
    current: ({ events, next: id }, { next }) =>
      `Waiting until ${events.map(eventStateWords).join(' or ')}, then ${next(id)}`,
    coming: ({ next: id }, { next }) => `another wait and ${next(id)}`,
  },
};

function goOn(
  { next }: WaitForStep,
  run: Run,
  at: number,
  shown: Pick<WaitedFor, 'event' | 'until'>,
): StepResult {
  const decisions = [waitDecision(run, at, { ...shown, at })];
  return { run, decisions, outcome: { kind: 'next', stepId: next, at } };
}

/** Whether an event is about an email that another run sent, or none. */
function isAboutOtherEmail({ id }: Run, event: DomainEvent): boolean {
  return 'effectKey' in event && !event.effectKey.startsWith(`${id}:`);
}

/**
 * Whether what a run is about to wait for happened to the person since it began, for any of their orders.
 * Parcels of the order that a run is about are looked up by that order.
 */
function hasHappened(events: readonly EventKind[], run: Run, context: StepContext): boolean {
  const { shippedAt, deliveredAt } = context.person.orders;
  return events.some((event) => {
    const at =
      event === 'order.shipped' ? shippedAt : event === 'order.delivered' ? deliveredAt : null;
    return at !== null && at >= run.enteredAt;
  });
}
