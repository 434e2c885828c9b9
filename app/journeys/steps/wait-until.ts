import { z } from 'zod';
import type { StepDecisionInput } from '#app/journeys/decision-input.ts';
import { DAY } from '#app/lib/duration.ts';
import { isTimeOfDay, localMoment, nextMonthDay, nextTimeOfDay } from '#app/lib/local-moment.ts';
import { isDay } from '#app/lib/shop-day.ts';
import type { StepContext } from '#app/journeys/transition.ts';
import { usualOrderAt } from '#app/journeys/usual-order.ts';
import { stepDecision } from './step-decision.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';
import { Until, untilWords } from './until.ts';

const WaitUntilStep = z.strictObject({
  id: StepId,
  kind: z.literal('wait_until'),
  until: Until,
  /** By whose clocks. */
  zone: z.enum(['person', 'shop']),
  next: NextStepId,
});

/** Waits until clocks show a time: of the day, of a date, of a day that comes every month, or before the next usual order. */
export type WaitUntilStep = z.infer<typeof WaitUntilStep>;

/** No wait is longer, so that a mistyped year holds no run for ever. */
const LONGEST_MS = 366 * DAY;

/** Waits for a time of day, a date or a day of the month. Of the first and the last it is the next one, never this moment. */
export const waitUntilHandler: StepHandler<WaitUntilStep> = {
  label: 'Wait until a time or date',
  group: 'timing',
  blank: (id, next) => ({
    id,
    kind: 'wait_until',
    until: { by: 'time_of_day', time: '09:00', weekdays: [] },
    zone: 'person',
    next,
  }),
  schema: WaitUntilStep,
  problems: ({ until }) => [
    ...(until.by === 'date' && !isDay(until.date) ? ['Choose the date.'] : []),
    ...(isTimeOfDay(until.time) ? [] : ['Choose the time of day.']),
  ],
  enter({ until, zone, next }, run, at, context, { rule }) {
    const { zones } = context;
    const usual = until.by === 'usual_order' ? readUsualOrder(context) : null;
    const wanted = momentOf(until, at, zones[zone], usual);
    const moment = Math.min(wanted, at + LONGEST_MS);
    const isPassed = moment <= at;
    const decision = stepDecision(run, {
      outcome: isPassed ? 'moment_passed' : 'waits_until',
      rule,
      at,
      facts: { until: moment, zone: zones[zone] },
      input: {
        kind: 'step',
        zones,
        ...(until.by === 'usual_order' && { usualOrderAt: usual }),
      } satisfies Partial<StepDecisionInput>,
    });
    return {
      run,
      decisions: [decision],
      outcome: isPassed ? { kind: 'next', stepId: next, at } : { kind: 'wait', until: moment },
    };
  },
  afterWait: ({ next }) => next,
  longestWait: ({ until }) => longestUntil(until),
  waitsUntilMoment: true,
  edges: ({ next }) => [{ key: 'next', to: next, label: null }],
  // A date may be over.
  passesTo: ({ until, next }) => (until.by === 'date' ? [next] : []),
  words: {
    card: ({ until, zone }) => ({
      title: `Wait until ${untilWords(until)}`,
      detail: zone === 'person' ? "In the person's time zone" : "In the store's time zone",
    }),
    current: ({ until, next: id }, { next }) =>
      `Waiting until ${untilWords(until)}, then ${next(id)}`,
    coming: ({ next: id }, { next }) => `another wait and ${next(id)}`,
  },
};

/** When the person would order again as usual, as it was read before or as the profile shows. */
function readUsualOrder(context: StepContext): number | null {
  return context.usualOrderAt === undefined ? usualOrderAt(context.person) : context.usualOrderAt;
}

/**
 * When a run that comes at `at` goes on, epoch milliseconds; a date may be before that.
 * @param usual when the person would order again as usual, null without a rhythm
 */
function momentOf(until: Until, at: number, timeZone: string, usual: number | null): number {
  switch (until.by) {
    case 'time_of_day':
      return nextTimeOfDay(at, until.time, until.weekdays, timeZone);
    case 'date':
      return localMoment(until.date, until.time, timeZone);
    case 'day_of_month':
      return nextMonthDay(at, until.time, until, timeZone);
    case 'usual_order': {
      const due = usual === null ? at + until.otherwiseDays * DAY : usual - until.daysBefore * DAY;
      return nextTimeOfDay(Math.max(at, due), until.time, [], timeZone);
    }
  }
}

/** With the hour more of a day on which clocks are set back. */
function longestUntil(until: Until): number {
  switch (until.by) {
    case 'time_of_day':
      return until.weekdays.length === 0 ? 2 * DAY : 8 * DAY;
    case 'date':
      return LONGEST_MS;
    case 'day_of_month':
      return 35 * DAY;
    case 'usual_order':
      return LONGEST_MS;
  }
}
