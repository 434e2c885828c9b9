import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';

const TagRequest = z.object({ segmentKey: z.string(), customerId: z.string(), tag: z.string() });
export type TagRequest = z.infer<typeof TagRequest>;

/** A customer's tag to be put or taken. */
export const syncTagEffect: EffectKindRecord<TagRequest> = {
  schema: TagRequest,
  job: 'audiences',
  label: 'Changing a customer tag in Shopify',
};
