import { z } from 'zod';
import { DAY, HOUR } from '#app/lib/duration.ts';

/** For how long a marketing message is worth sending after it was asked for, unless its step says otherwise, milliseconds. */
export const USUAL_RELEVANCE_MS = 72 * HOUR;

/** How long a step may say that its message stays relevant, milliseconds. */
export const RELEVANCE_LENGTHS = { least: HOUR, most: 30 * DAY };
export const RelevantForMs = z
  .number()
  .int()
  .min(RELEVANCE_LENGTHS.least)
  .max(RELEVANCE_LENGTHS.most);

/**
 * For how long a message of a journey is worth sending, milliseconds. Reminders of carts are until the step after them is
 * due: by then another one stands in their place.
 * @param subject what the message is about: `basket`, `order`, `person`
 * @param waitAfterMs how long the run waits after it, 0 where it goes on at once
 */
export function usualRelevanceMs(subject: string, waitAfterMs: number): number {
  return subject === 'basket' && waitAfterMs > 0 ? waitAfterMs : USUAL_RELEVANCE_MS;
}
