import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { formatNumber } from '#app/lib/format/number.ts';

export type FigureProps = {
  name: string;
  /** What the figure counts over: "last 30 days", "now". */
  period: string;
  value: ReactNode;
  /** What belongs beside the figure. */
  children?: ReactNode;
};

/** One figure of a page, with what it is of and for which time. */
export function Figure({ name, period, value, children }: FigureProps) {
  return (
    <Card>
      <BlockStack gap="150">
        <InlineStack align="space-between" gap="100" wrap={false}>
          <Text as="h2" variant="headingSm">
            {name}
          </Text>
          <Text as="span" variant="bodySm" tone="subdued">
            {period}
          </Text>
        </InlineStack>
        <Text as="p" variant="headingXl" numeric>
          {typeof value === 'number' ? formatNumber(value) : value}
        </Text>
        {children === undefined ? null : (
          <Text as="p" variant="bodySm" tone="subdued">
            {children}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
