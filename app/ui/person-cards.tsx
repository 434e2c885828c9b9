import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { PersonOrder } from '#app/insights/person-history.server.ts';
import { Money } from './money.tsx';
import { RelativeTime } from './relative-time.tsx';

type Time = { now: number; timeZone: string };

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

export function Quiet({ children }: { children: ReactNode }) {
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {children}
    </Text>
  );
}

export type OrdersCardProps = Time & { orders: PersonOrder[]; shopDomain: string };

/** The newest orders, each leading to the order in Shopify. */
export function OrdersCard({ orders, shopDomain, now, timeZone }: OrdersCardProps) {
  return (
    <PlainCard title="Recent orders">
      {orders.length === 0 ? <Quiet>No order yet.</Quiet> : null}
      {orders.map((order) => (
        <InlineStack key={order.orderId} align="space-between" gap="200" wrap={false}>
          <BlockStack>
            <InlineStack gap="100">
              <Link url={`https://${shopDomain}/admin/orders/${order.orderId}`} target="_top">
                {order.name ?? 'Order'}
              </Link>
              {order.isTest ? <Badge>Test</Badge> : null}
              {order.isCancelled ? <Badge tone="warning">Cancelled</Badge> : null}
            </InlineStack>
            <Quiet>
              <RelativeTime at={order.placedAt} now={now} timeZone={timeZone} />
            </Quiet>
          </BlockStack>
          <BlockStack inlineAlign="end">
            <Money minor={order.totalMinor} currency={order.currency} />
            {order.refundedMinor > 0 ? (
              <Quiet>
                <Money minor={order.refundedMinor} currency={order.currency} /> refunded
              </Quiet>
            ) : null}
          </BlockStack>
        </InlineStack>
      ))}
    </PlainCard>
  );
}
