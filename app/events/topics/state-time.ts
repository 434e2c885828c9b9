import { SECOND } from '#app/lib/duration.ts';
import type { DeliveryContext } from './topic-handler.ts';

/** A state with the second that Shopify dates it by, and how far into that second it was so, where that is known. */
export type TimestampedState = { updatedAt: number; subsecond?: number };

/**
 * Milliseconds into the second of `dated` at which a state was so; 0 when nothing says it.
 *
 * Resources are dated by the whole second, and webhooks arrive in any order. `X-Shopify-Triggered-At` has fractions
 * of a second, and a webhook that is sent again keeps it, so of two states of one second the one that was triggered
 * later is the later. What was triggered after the second was over, or read in bulk, is the last state of that second.
 * @param dated epoch milliseconds
 * @see https://shopify.dev/docs/api/webhooks/latest
 */
export function subsecondOf(
  dated: number,
  { triggeredAt, isRecord }: Pick<DeliveryContext, 'triggeredAt' | 'isRecord'>,
): number {
  if (dated % SECOND !== 0) return 0;
  const after = isRecord ? SECOND : (triggeredAt ?? dated) - dated;
  return Math.max(0, Math.min(SECOND - 1, after));
}

/** `subsecond` of a state as it is kept: absent where nothing says it. */
export function subsecondField(
  dated: number,
  delivery: Pick<DeliveryContext, 'triggeredAt' | 'isRecord'>,
): Pick<TimestampedState, 'subsecond'> {
  const subsecond = subsecondOf(dated, delivery);
  return subsecond === 0 ? {} : { subsecond };
}

/**
 * The moment of a state that is kept as one number, epoch milliseconds.
 * @param dated epoch milliseconds, as Shopify says
 */
export function stateMomentAt(
  dated: number,
  delivery: Pick<DeliveryContext, 'triggeredAt' | 'isRecord'>,
): number {
  return dated + subsecondOf(dated, delivery);
}

/** The moment of a state, epoch milliseconds: to be compared with other such moments. */
export function stateMoment({ updatedAt, subsecond = 0 }: TimestampedState): number {
  return updatedAt + subsecond;
}
