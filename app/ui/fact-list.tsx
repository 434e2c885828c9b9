import { InlineGrid, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

export type Fact = { name: string; value: ReactNode };

export type FactListProps = {
  facts: Fact[];
  /** Any CSS length; a narrow card leaves little room for names. */
  nameWidth?: string;
};

/** Names and values beside each other, on a phone below each other. */
export function FactList({ facts, nameWidth = '10rem' }: FactListProps) {
  // No BlockStack: a list of terms may hold its pairs in one div each, not in two.
  return (
    <dl style={{ display: 'grid', gap: 'var(--p-space-200)', margin: 0 }}>
      {facts.map(({ name, value }, index) => (
        <InlineGrid
          key={`${name} ${String(index)}`}
          columns={{ xs: 1, sm: `${nameWidth} 1fr` }}
          gap="100"
        >
          <dt>
            <Text as="span" tone="subdued">
              {name}
            </Text>
          </dt>
          <dd style={{ margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>{value}</dd>
        </InlineGrid>
      ))}
    </dl>
  );
}
