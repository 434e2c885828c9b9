import { BlockStack, Box, Button, Card, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

export type EmptyStateProps = {
  heading: string;
  /** One sentence: what will be shown here, and when. */
  children: ReactNode;
  action?: { content: string; url: string };
};

/** A page or card that has nothing to show yet, and teaches what it is for. */
export function EmptyState({ heading, children, action }: EmptyStateProps) {
  return (
    <Card>
      <Box paddingBlock="800" paddingInline="400">
        <BlockStack gap="300" inlineAlign="center">
          <Text as="h2" variant="headingMd" alignment="center">
            {heading}
          </Text>
          <div style={{ maxWidth: '30rem' }}>
            <Text as="p" tone="subdued" alignment="center">
              {children}
            </Text>
          </div>
          {action === undefined ? null : (
            <Button variant="primary" url={action.url}>
              {action.content}
            </Button>
          )}
        </BlockStack>
      </Box>
    </Card>
  );
}
