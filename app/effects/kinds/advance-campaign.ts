import { z } from 'zod';
import { SECOND } from '#app/lib/duration.ts';
import type { EffectKindRecord } from '../effect-kind.ts';

const CampaignAdvance = z.object({ campaignId: z.uuid() });
export type CampaignAdvance = z.infer<typeof CampaignAdvance>;

/** That a campaign goes on at a moment: it begins, or what was cancelled is over. Asked for too often, it finds nothing to do. */
export const advanceCampaignEffect: EffectKindRecord<CampaignAdvance> = {
  schema: CampaignAdvance,
  job: 'campaigns',
  label: 'Sending a campaign',
  // Nothing but our own database is asked: what fails is tried again soon.
  retry: { firstMs: 5 * SECOND, factor: 3, longestMs: 600 * SECOND, mostTries: 10 },
};
