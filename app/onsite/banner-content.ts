import { z } from 'zod';

/** What a placed banner says and what it is about; stored in its row when the journey places it. */
export const BannerContent = z.object({
  template: z.string().min(1),
  context: z.discriminatedUnion('subject', [
    z.object({
      subject: z.literal('basket'),
      kind: z.enum(['cart', 'checkout']),
      token: z.string().min(1),
      cartToken: z.string().nullable(),
    }),
    z.object({ subject: z.literal('order'), orderId: z.string().min(1) }),
  ]),
  heading: z.string().min(1),
  text: z.string(),
  actionLabel: z.string().min(1),
});
export type BannerContent = z.infer<typeof BannerContent>;
