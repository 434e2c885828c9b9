import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';

const SegmentRequest = z.object({ segmentKey: z.string(), name: z.string(), query: z.string() });
/** A segment with its name and query in Shopify's language. */
export type SegmentRequest = z.infer<typeof SegmentRequest>;

/** A segment to be made in Shopify, or changed there. */
export const exportSegmentEffect: EffectKindRecord<SegmentRequest> = {
  schema: SegmentRequest,
  job: 'audiences',
  label: 'Creating a segment in Shopify',
};
