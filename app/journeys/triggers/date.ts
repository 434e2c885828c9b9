import { z } from 'zod';
import type { CoverageStage } from '#app/journeys/coverage/coverage-stage.ts';
import { DAY } from '#app/lib/duration.ts';
import { DAYS, formatCount } from '#app/lib/format/count.ts';
import { isTimeField, TIME_FIELDS, type TimeField } from '#app/segments/fields/time-fields.ts';
import { EVERY_TIME, type TriggerHandler } from './trigger-handler.ts';

const DateTrigger = z.strictObject({
  on: z.literal('date'),
  field: z.custom<TimeField>((field) => typeof field === 'string' && isTimeField(field)),
  direction: z.enum(['before', 'after']),
  days: z.number().int().min(0).max(1_000),
});

/** Starts some days before or after a moment that is known of the person. */
export type DateTrigger = z.infer<typeof DateTrigger>;

/** A season without an order, and two, as the lifecycle has them. */
const [AT_RISK_DAYS, LAPSED_DAYS] = [90, 180];

/** The stages that people are at who have an order behind or before them by so many days. */
function stagesOfDate(field: TimeField, days: number): CoverageStage[] {
  if (field === 'next_order') return ['repeat'];
  if (field === 'first_order') return ['after_first_order'];
  if (field !== 'last_order') return [];
  if (days >= LAPSED_DAYS) return ['lapsed'];
  return days >= AT_RISK_DAYS ? ['at_risk'] : ['repeat'];
}

/**
 * A day counted from a moment of the person. Each such moment starts one run at most; one that becomes known only after
 * its day has passed starts none.
 */
export const dateTrigger: TriggerHandler<DateTrigger> = {
  label: 'Days before or after a date',
  blank: { on: 'date', field: 'last_order', direction: 'after', days: 30 },
  schema: DateTrigger,
  problems: ({ field, direction, days }) => [
    ...(days === 0 ? ['Set how many days.'] : []),
    ...(direction === 'before' && !TIME_FIELDS[field].isPrediction
      ? [
          `The ${TIME_FIELDS[field].words} is known only when it has happened. Choose days after it.`,
        ]
      : []),
  ],
  words: ({ field, direction, days }) =>
    `Starts ${formatCount(days, DAYS)} ${direction} the ${TIME_FIELDS[field].words} of a person`,
  stages: ({ field, days }) => stagesOfDate(field, days),
  subject: () => 'person',
  per: () => ['person', 'event'],
  reentry: () => EVERY_TIME,
  past: ({ field }) =>
    TIME_FIELDS[field].isPrediction
      ? {
          by: 'nothing',
          why: `The ${TIME_FIELDS[field].words} is predicted again every day, and earlier predictions are not recorded.`,
        }
      : { by: 'profile' },
  moment({ field, direction, days }, facts) {
    const at = TIME_FIELDS[field].read(facts);
    if (at === null) return null;
    return direction === 'after' ? at + days * DAY : at - days * DAY;
  },
};
