import { z } from 'zod';
import { CODE_PENDING } from '#app/offers/coupon.ts';

/** What decides whether a banner is placed, as it is stored with the decision. */
export const BannerDecisionInput = z.object({
  kind: z.literal('banner'),
  now: z.number(),
  /** Whether the banner exists and can be read. */
  isReadable: z.boolean(),
  hasEnded: z.boolean(),
  /** When it would not be shown any more, epoch milliseconds. */
  expiresAt: z.number(),
  /** How the offer stood that it shows; null of one that shows none. */
  coupon: z.enum(['ready', 'pending', 'gone']).nullable().default(null),
});
export type BannerDecisionInput = z.infer<typeof BannerDecisionInput>;

/** What becomes of a banner that a run asks for, and why it is not placed. */
export type BannerPlacement =
  | { state: 'done'; reason: null }
  | { state: 'skipped'; reason: 'run_ended' | 'expired' | 'offer_gone' }
  /** It waits for its code. */
  | { state: 'ready'; reason: typeof CODE_PENDING }
  /** One that makes no sense must not hold up the others, nor the mails after them. */
  | { state: 'failed'; reason: 'unreadable' };

/** Whether a banner is placed for the next visit: its run goes on, and it may still be shown. */
export function decideBanner(input: Omit<BannerDecisionInput, 'kind'>): BannerPlacement {
  if (!input.isReadable) return { state: 'failed', reason: 'unreadable' };
  if (input.hasEnded) return { state: 'skipped', reason: 'run_ended' };
  if (input.expiresAt <= input.now) return { state: 'skipped', reason: 'expired' };
  if (input.coupon === 'gone') return { state: 'skipped', reason: 'offer_gone' };
  if (input.coupon === 'pending') return { state: 'ready', reason: CODE_PENDING };
  return { state: 'done', reason: null };
}
