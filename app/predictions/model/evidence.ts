import { z } from 'zod';
import type { LifetimeModel } from './forecast.ts';
import { WEEKS_OF_YEAR } from './season-clock.ts';

/** Below any of these a shop's predictions would say more about other shops than about it. */
export const LEAST_EVIDENCE = {
  people: 50,
  /** Five for each of the four numbers of the model of when people buy. */
  repeaters: 20,
  weeks: 8,
} as const;

const Interval = z.object({
  repeats: z.number(),
  people: z.number(),
  expected: z.number(),
  actual: z.number(),
});

/** A saved model of kind `lifetime`. Times are weeks, money is in the smallest unit of `currency`. */
export const SavedLifetimeModel = z.object({
  buying: z.object({
    r: z.number(),
    alpha: z.number(),
    a: z.number(),
    b: z.number(),
    stopsAtFirst: z.boolean().optional(),
  }),
  spending: z.object({ p: z.number(), q: z.number(), v: z.number() }).nullable(),
  season: z.array(z.number()).length(WEEKS_OF_YEAR).readonly().nullish(),
  ranges: z
    .object({
      levels: z.object({ low: z.number(), high: z.number() }),
      orders: z.number(),
      spend: z.number(),
    })
    .optional()
    // Of models saved before ranges had levels.
    .catch(undefined),
  currency: z.string(),
}) satisfies z.ZodType<LifetimeModel>;
export type SavedLifetimeModel = z.infer<typeof SavedLifetimeModel>;

/** What a model was fitted to and how accurate it is. */
export const LifetimeEvidence = z.object({
  people: z.number(),
  repeaters: z.number(),
  weeks: z.number(),
  /** How many of them the model was fitted to. */
  fitted: z.number(),
  logLikelihood: z.number(),
  /** People whose spending is known. */
  spenders: z.number(),
  /** Null when there is too little time to hold some back. */
  calibration: z
    .object({
      weeks: z.number(),
      rows: z.array(Interval),
      expected: z.number(),
      actual: z.number(),
      meanError: z.number(),
      rootError: z.number(),
      /** Missing where ranges were those of the chances. */
      share: z.number().optional(),
      held: z.number(),
      /** Whether a season was known before the time held back. */
      seasonKnown: z.boolean().optional(),
    })
    .nullable(),
  /** Whether the season of the shop enters the model; missing where ranges knew no seasons. */
  seasonKnown: z.boolean().optional(),
  /** The same of what people spent; missing where it was not tried. */
  spendCalibration: z
    .object({
      people: z.number(),
      expected: z.number(),
      actual: z.number(),
      share: z.number(),
      held: z.number(),
    })
    .nullish(),
});
export type LifetimeEvidence = z.infer<typeof LifetimeEvidence>;

/** Whether a shop has enough to learn from. */
export function isEnoughToLearn(found: {
  people: number;
  repeaters: number;
  weeks: number;
}): boolean {
  return (
    found.people >= LEAST_EVIDENCE.people &&
    found.repeaters >= LEAST_EVIDENCE.repeaters &&
    found.weeks >= LEAST_EVIDENCE.weeks
  );
}

const LONGEST_WEEKS = 26;

/**
 * How much of the newest time is held back to measure how accurate a model is: a third, at most half a year, whole
 * weeks.
 */
export function holdoutWeeks(weeks: number): number {
  return Math.min(LONGEST_WEEKS, Math.floor(weeks / 3));
}
