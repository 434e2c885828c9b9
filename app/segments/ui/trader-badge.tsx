import { Badge } from '@shopify/polaris';
import { traderTier } from '#app/segments/ready/trader-tier.ts';

/** That a person buys like a trader, whatever the stage. */
export function TraderBadge() {
  return <Badge tone="info">{traderTier.name}</Badge>;
}
