import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';

const CodeRemoval = z.object({ code: z.string() });
export type CodeRemoval = z.infer<typeof CodeRemoval>;

/** A code whose time is over, or that is not to be used any more. */
export const removeCodeEffect: EffectKindRecord<CodeRemoval> = {
  schema: CodeRemoval,
  job: 'sync',
  label: 'Deleting a discount code in Shopify',
};
