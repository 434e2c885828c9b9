import { z } from 'zod';
import { BannerContext } from '#app/effects/kinds/banner.ts';
import { MessagePriority } from '#app/messages/planner/message-priority.ts';

/** What a placed banner says and what it is about; stored in its row when the journey places it. */
export const BannerContent = z.object({
  template: z.string().min(1),
  /** Of the banner, when it was placed; absent in those from before versions were stored. */
  version: z.number().int().optional(),
  context: BannerContext,
  /** Of its journey; as usual for what it is about where that set none. */
  priority: MessagePriority.optional(),
  heading: z.string().min(1),
  text: z.string(),
  actionLabel: z.string().min(1),
  /** The code that its button applies. */
  discountCode: z.string().optional(),
});
export type BannerContent = z.infer<typeof BannerContent>;
