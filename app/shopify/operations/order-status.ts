import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../answer.ts';

export type OrderStatus = {
  name: string;
  cancelled: boolean;
  financialStatus: string | null;
  fulfilmentStatus: string;
};

const operation: Operation<OrderStatus | null> = {
  name: 'OrderStatus',
  text: `#graphql
    query OrderStatus($id: ID!) {
      order(id: $id) {
        name
        cancelledAt
        displayFinancialStatus
        displayFulfillmentStatus
      }
    }`,
  answer: z
    .object({
      order: z
        .object({
          name: z.string(),
          cancelledAt: z.string().nullable(),
          displayFinancialStatus: z.string().nullable(),
          displayFulfillmentStatus: z.string(),
        })
        .nullable(),
    })
    .transform(({ order }) =>
      order === null
        ? null
        : {
            name: order.name,
            cancelled: order.cancelledAt !== null,
            financialStatus: order.displayFinancialStatus,
            fulfilmentStatus: order.displayFulfillmentStatus,
          },
    ),
};

/** How an order stands in Shopify now; null when it is gone. Orders older than 60 days cannot be read. */
export async function orderStatus(
  admin: AdminClient,
  orderGid: string,
): Promise<AdminOutcome<OrderStatus | null>> {
  return await admin.run(operation, { id: orderGid });
}
