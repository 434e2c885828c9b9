import { Badge, BlockStack, InlineStack, Link } from '@shopify/polaris';
import type { PersonOrder } from '#app/people/page/person-history.ts';
import { ordersInBrief } from '#app/people/page/orders-in-brief.ts';
import type { PersonPage } from '#app/people/page/person-page.ts';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import { MoneyText } from '#app/ui/money.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { ShortList } from '#app/ui/short-list.tsx';

export type OrdersCardProps = PageTime &
  Pick<PersonPage, 'glance'> & {
    /** The newest, cancelled ones too. */
    orders: PersonOrder[];
    shopDomain: string;
  };

/** The newest orders, each leading to the order in Shopify. */
export function OrdersCard(props: OrdersCardProps) {
  const { orders, glance, shopDomain, ...time } = props;
  const { orders: count, customerId } = glance;
  return (
    <CollapsibleCard
      cardKey="orders"
      title="Orders"
      summary={ordersInBrief(glance)}
      isOpenAtFirst={orders.length > 0}
    >
      {orders.length === 0 ? (
        <SubduedText>
          Orders appear here, the newest first, each with its total and refunds.
        </SubduedText>
      ) : null}
      <ShortList
        whole={
          count > orders.length
            ? `the ${String(orders.length)} newest orders`
            : `all ${String(orders.length)} orders`
        }
        items={orders.map((order) => ({
          key: order.orderId,
          content: <OrderEntry {...time} order={order} shopDomain={shopDomain} />,
        }))}
      />
      {customerId !== null && count > orders.length ? (
        <Link url={`https://${shopDomain}/admin/customers/${customerId}`} target="_top">
          Show earlier orders in Shopify
        </Link>
      ) : null}
    </CollapsibleCard>
  );
}

type OrderEntryProps = PageTime & { order: PersonOrder; shopDomain: string };

function OrderEntry({ order, shopDomain, now, timeZone }: OrderEntryProps) {
  const { orderId, name, isTest, isCancelled, placedAt, totalMinor, refundedMinor, currency } =
    order;
  return (
    <InlineStack align="space-between" gap="200" wrap={false}>
      <BlockStack>
        <InlineStack gap="100">
          <Link url={`https://${shopDomain}/admin/orders/${orderId}`} target="_top">
            {name ?? 'Order'}
          </Link>
          {isTest ? <Badge>Test</Badge> : null}
          {isCancelled ? <Badge tone="warning">Cancelled</Badge> : null}
        </InlineStack>
        <SubduedText>
          <RelativeTime at={placedAt} now={now} timeZone={timeZone} />
        </SubduedText>
      </BlockStack>
      <BlockStack inlineAlign="end">
        <MoneyText minor={totalMinor} currency={currency} />
        {refundedMinor > 0 ? (
          <SubduedText>
            <MoneyText minor={refundedMinor} currency={currency} /> refunded
          </SubduedText>
        ) : null}
      </BlockStack>
    </InlineStack>
  );
}
