import { Badge } from '@shopify/polaris';
import type { CampaignPhase } from '#app/campaigns/campaign.ts';
import { PHASE_WORDS } from '#app/campaigns/page/campaign-words.ts';

const TONES = {
  draft: undefined,
  scheduled: 'info',
  sending: 'attention',
  stopping: 'warning',
  cancelled: undefined,
  stopped: 'critical',
  sent: 'success',
} as const;

/** Where a campaign stands. */
export function CampaignPhaseBadge({ phase }: { phase: CampaignPhase }) {
  return <Badge tone={TONES[phase]}>{PHASE_WORDS[phase]}</Badge>;
}
