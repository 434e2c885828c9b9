import type { Node } from '#tests/store/graphql/node.ts';
import { gid, linesTotal, type DraftOrder } from '../../shop-records.ts';
import { connection, type PageArgs } from '../connection.ts';
import type { ApiContext } from '../execute.ts';
import { purchasingEntityNode } from './order.ts';
import { instant, metafieldFields, moneyBag } from './values.ts';

export function draftOrderNode({ books, node }: ApiContext, draft: DraftOrder): Node {
  const id = gid('DraftOrder', draft.id);
  const total = moneyBag(books, linesTotal(draft.lines));
  return {
    __typename: 'DraftOrder',
    id,
    legacyResourceId: draft.id,
    name: draft.name,
    email: draft.email,
    status: 'OPEN',
    note2: draft.note,
    poNumber: draft.poNumber,
    tags: draft.tags,
    invoiceUrl: `${books.storefrontUrl()}/invoices/${draft.id}`,
    invoiceSentAt: null,
    completedAt: null,
    currencyCode: books.identity.currency,
    createdAt: instant(draft.createdAt),
    updatedAt: instant(draft.updatedAt),
    totalPriceSet: total,
    subtotalPriceSet: total,
    order: null,
    customer: () => node('Customer', draft.customerId),
    purchasingEntity: () => purchasingEntityNode(node, draft),
    lineItems: (args: PageArgs) =>
      connection(draft.lines, args, (line) => ({
        __typename: 'DraftOrderLineItem',
        id: gid('DraftOrderLineItem', line.id),
        title: line.title,
        name: line.title,
        sku: line.sku,
        quantity: line.quantity,
        originalUnitPriceSet: moneyBag(books, line.unitPriceMinor),
        originalTotalSet: moneyBag(books, linesTotal([line])),
      })),
    ...metafieldFields(books, id),
  };
}
