import { z } from 'zod';

/** Texts of payloads: cut off where no provider writes more, so that nothing large is kept. */
export const feedbackText = z.string().max(4_096);
export const optionalFeedbackText = feedbackText.nullish().catch(null);

/** Epoch milliseconds of an ISO 8601 text; null when it is none. */
export function isoMoment(text: string | null | undefined): number | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : at;
}
