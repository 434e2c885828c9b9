import { z } from 'zod';
import { CartSubject } from '../cart-subject.ts';
import type { EffectKindRecord } from '../effect-kind.ts';

/** What a banner is about: all that a run can be about. */
export const BannerContext = z.discriminatedUnion('subject', [
  CartSubject,
  z.object({ subject: z.literal('order'), orderId: z.string().min(1) }),
  /** The person, and the product or collection by which the run began, where it began by one. */
  z.object({
    subject: z.literal('person'),
    product: z.string().min(1).optional(),
    collection: z.string().min(1).optional(),
  }),
  z.object({ subject: z.literal('application'), applicationId: z.string().min(1) }),
]);
export type BannerContext = z.infer<typeof BannerContext>;

const BannerRequest = z.object({
  template: z.string(),
  /** Absent of banners from before it was asked for. */
  journeyKey: z.string().optional(),
  context: BannerContext,
  /** Epoch milliseconds. */
  expiresAt: z.number(),
  /** How important it is, 1 to 5; absent as usual for what it is about. */
  priority: z.number().int().min(1).max(5).optional(),
});
export type BannerRequest = z.infer<typeof BannerRequest>;

/** A banner for the next visit. */
export const bannerEffect: EffectKindRecord<BannerRequest> = {
  schema: BannerRequest,
  job: 'deliver',
  label: 'Banner',
};
