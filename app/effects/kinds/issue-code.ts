import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';

const CodeRequest = z.object({
  /** The key of the offer. */
  offer: z.string(),
  version: z.number().int(),
  /** Whether it takes something off, so that Shopify is to know the code. */
  isDiscount: z.boolean(),
  /** Epoch milliseconds. */
  expiresAt: z.number(),
});
/** An offer to a person, in the version that was live when it was made. */
export type CodeRequest = z.infer<typeof CodeRequest>;

/** A code of an offer, reserved when the offer was made, that Shopify is to know. */
export const issueCodeEffect: EffectKindRecord<CodeRequest> = {
  schema: CodeRequest,
  job: 'sync',
  label: 'Creating a discount code in Shopify',
};
