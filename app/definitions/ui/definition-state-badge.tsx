import { Badge } from '@shopify/polaris';
import type { DefinitionState } from '#app/definitions/definition-state.ts';

export type DefinitionStateBadgeProps = {
  state: DefinitionState;
  /** What one that is live is called. */
  live?: string;
};

/** How a definition stands. */
export function DefinitionStateBadge({ state, live = 'Active' }: DefinitionStateBadgeProps) {
  switch (state) {
    case 'live':
      return <Badge tone="success">{live}</Badge>;
    case 'archived':
      return <Badge>Archived</Badge>;
    case 'draft':
      return <Badge tone="info">Draft</Badge>;
  }
}
