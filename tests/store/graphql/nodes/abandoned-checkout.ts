import type { Node } from '#tests/store/graphql/node.ts';
import { gid, type Checkout } from '../../shop-records.ts';
import type { ShopBooks } from '../../shop-books.ts';
import { connection, type PageArgs } from '../connection.ts';
import { instant } from './values.ts';

/** The checkouts that were not completed, as a list. */
export function abandonedCheckouts(books: ShopBooks, args: PageArgs): Node {
  const open = [...books.checkouts.values()].filter(({ completedAt }) => completedAt === null);
  const items = open.map((checkout) => ({ ...checkout, id: checkout.token }));
  return connection(items, args, abandonedCheckoutNode, {
    sort: { CREATED_AT: ({ createdAt }) => createdAt },
  });
}

function abandonedCheckoutNode(checkout: Checkout): Node {
  return {
    __typename: 'AbandonedCheckout',
    id: gid('AbandonedCheckout', checkout.token),
    createdAt: instant(checkout.createdAt),
    updatedAt: instant(checkout.updatedAt),
    completedAt: null,
    abandonedCheckoutUrl: checkout.abandonedCheckoutUrl,
  };
}
