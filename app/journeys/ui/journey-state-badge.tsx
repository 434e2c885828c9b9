import { Badge } from '@shopify/polaris';
import type { JourneyState } from '#app/journeys/page/shown-journey.ts';

/** Whether a journey is running. */
export function JourneyStateBadge({ state }: { state: JourneyState }) {
  switch (state) {
    case 'live':
      return <Badge tone="success">Running</Badge>;
    case 'paused':
      return <Badge tone="warning">Paused</Badge>;
    case 'archived':
      return <Badge>Archived</Badge>;
    case 'draft':
      return <Badge tone="info">Draft</Badge>;
  }
}
