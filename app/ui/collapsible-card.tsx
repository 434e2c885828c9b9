import { BlockStack, Box, Card, Collapsible, Icon, Text } from '@shopify/polaris';
import { ChevronDownIcon, ChevronUpIcon } from '@shopify/polaris-icons';
import { useId, type ReactNode } from 'react';
import { useCollapsible } from './collapsible-area.tsx';

export type CollapsibleCardProps = {
  /** Unique in its area, in small letters; the browser remembers the card by it. */
  cardKey: string;
  title: string;
  /** One line that sums up the card, shown while it is closed as well. */
  summary: ReactNode;
  isOpenAtFirst?: boolean;
  children: ReactNode;
};

const HEADER = {
  all: 'unset',
  boxSizing: 'border-box',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) 1.25rem',
  alignItems: 'center',
  columnGap: 'var(--p-space-200)',
  inlineSize: '100%',
  padding: 'var(--p-space-300) var(--p-space-400)',
  cursor: 'pointer',
  borderRadius: 'var(--p-border-radius-300)',
  // `all` removes the browser's focus ring.
  outline: 'revert',
} as const;

/** A card whose heading opens and closes it, and says the most important while it is closed. */
export function CollapsibleCard(props: CollapsibleCardProps) {
  const { cardKey, title, summary, isOpenAtFirst = false, children } = props;
  const [isOpen, change] = useCollapsible(cardKey, isOpenAtFirst);
  const id = useId();
  return (
    <section aria-label={title}>
      <Card padding="0">
        <h2 style={{ margin: 0 }}>
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => change(!isOpen)}
            style={HEADER}
          >
            <span style={{ minInlineSize: 0 }}>
              <Text as="span" variant="headingMd">
                <span style={{ display: 'block' }}>{title}</span>
              </Text>
              <Text as="span" variant="bodySm" tone="subdued" truncate>
                {summary}
              </Text>
            </span>
            <Icon source={isOpen ? ChevronUpIcon : ChevronDownIcon} tone="subdued" />
          </button>
        </h2>
        <Collapsible id={id} open={isOpen} transition={false}>
          <Box paddingInline="400" paddingBlockStart="100" paddingBlockEnd="400">
            <BlockStack gap="300">{children}</BlockStack>
          </Box>
        </Collapsible>
      </Card>
    </section>
  );
}
