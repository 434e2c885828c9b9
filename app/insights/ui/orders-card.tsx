import { Badge, BlockStack, InlineStack, Link } from '@shopify/polaris';
import type { PersonOrder } from '#app/insights/person-history.server.ts';
import type { PersonGlance } from '#app/insights/person-glance.ts';
import { formatMoney } from '#app/lib/format/money.ts';
import { formatCount, ORDERS } from '#app/lib/format/count.ts';
import { FoldingCard } from '#app/ui/folding-card.tsx';
import { Money } from '#app/ui/money.tsx';
import { Quiet } from '#app/ui/quiet.tsx';
import { RelativeTime } from '#app/ui/relative-time.tsx';
import { ShortList } from '#app/ui/short-list.tsx';

type Time = { now: number; timeZone: string };

export type OrdersCardProps = Time &
  Pick<PersonGlance, 'customerId' | 'spent'> & {
    /** Orders of all time, without those cancelled. */
    count: number;
    /** The newest, cancelled ones too. */
    orders: PersonOrder[];
    shopDomain: string;
  };

/** The newest orders, each leading to the order in Shopify. */
export function OrdersCard(props: OrdersCardProps) {
  const { orders, count, spent, customerId, shopDomain, ...time } = props;
  const amounts = spent.map(({ minor, currency }) => formatMoney(minor, currency)).join(' and ');
  return (
    <FoldingCard
      fold="orders"
      title="Orders"
      summary={
        count === 0 ? 'None so far' : `${formatCount(count, ORDERS)}, ${amounts} of all time`
      }
      isOpenAtFirst={orders.length > 0}
    >
      {orders.length === 0 ? (
        <Quiet>Orders appear here, the newest first, each with its total and refunds.</Quiet>
      ) : null}
      <ShortList
        whole={
          count > orders.length
            ? `the ${String(orders.length)} newest orders`
            : `all ${String(orders.length)} orders`
        }
        items={orders.map((order) => ({
          key: order.orderId,
          content: <OrderEntry order={order} shopDomain={shopDomain} {...time} />,
        }))}
      />
      {customerId !== null && count > orders.length ? (
        <Link url={`https://${shopDomain}/admin/customers/${customerId}`} target="_top">
          Show earlier orders in Shopify
        </Link>
      ) : null}
    </FoldingCard>
  );
}

type OrderEntryProps = Time & { order: PersonOrder; shopDomain: string };

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
        <Quiet>
          <RelativeTime at={placedAt} now={now} timeZone={timeZone} />
        </Quiet>
      </BlockStack>
      <BlockStack inlineAlign="end">
        <Money minor={totalMinor} currency={currency} />
        {refundedMinor > 0 ? (
          <Quiet>
            <Money minor={refundedMinor} currency={currency} /> refunded
          </Quiet>
        ) : null}
      </BlockStack>
    </InlineStack>
  );
}
