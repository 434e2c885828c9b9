import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';

// The reason is only read by people: without it a banner is taken back all the same.
const Withdrawal = z.object({ reason: z.string().optional() });
export type BannerWithdrawal = z.infer<typeof Withdrawal>;

/** Takes back what a run that ended had placed for the next visit. */
export const withdrawBannersEffect: EffectKindRecord<BannerWithdrawal> = {
  schema: Withdrawal,
  job: 'deliver',
  label: 'Withdrawing a banner',
};
