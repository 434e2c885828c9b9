import { Badge } from '@shopify/polaris';
import type { DefinitionState } from '#app/definitions/definition-state.ts';

/** How a definition stands. */
export function DefinitionStateBadge({ state }: { state: DefinitionState }) {
  switch (state) {
    case 'live':
      return <Badge tone="success">Active</Badge>;
    case 'archived':
      return <Badge>Archived</Badge>;
    case 'draft':
      return <Badge tone="info">Draft</Badge>;
  }
}
