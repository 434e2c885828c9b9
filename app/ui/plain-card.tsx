import { BlockStack, Card, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

/** A card with a heading and what stands below it. */
export function PlainCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {children}
      </BlockStack>
    </Card>
  );
}
