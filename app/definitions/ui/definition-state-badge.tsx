import { Badge } from '@shopify/polaris';
import type { OfferState } from '#app/offers/page/offer-list.ts';

/** Whether an offer is made. */
export function OfferStateBadge({ state }: { state: OfferState }) {
  switch (state) {
    case 'live':
      return <Badge tone="success">Active</Badge>;
    case 'archived':
      return <Badge>Archived</Badge>;
    case 'draft':
      return <Badge tone="info">Draft</Badge>;
  }
}
