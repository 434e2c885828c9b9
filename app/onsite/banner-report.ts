import { z } from 'zod';
import { VISITOR_ID, visitorOf } from '#app/events/storefront/visitor-id.ts';

/** What a storefront script may report of a banner. */
export const BannerReport = z.object({
  event: z.enum(['seen', 'clicked', 'dismissed']),
  /** Empty when the browser keeps no memory of the visitor. */
  visitor: z
    .union([z.literal(''), z.string().regex(VISITOR_ID)])
    .transform((visitor) => (visitor === '' ? null : visitorOf(visitor))),
});
export type BannerReport = z.infer<typeof BannerReport>;

/** The life of a banner: placed and waiting, seen at least once, closed for good. */
export type BannerState = 'waiting' | 'seen' | 'closed';

/** The state after a report. Closed stays closed; a click or a dismissal closes. */
export function stateAfter(state: BannerState, event: BannerReport['event']): BannerState {
  if (state === 'closed') return 'closed';
  return event === 'seen' ? 'seen' : 'closed';
}
