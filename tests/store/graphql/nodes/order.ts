import type { Node } from '#tests/store/graphql/node.ts';
import { unsentOf } from '../../payloads/order-line.ts';
import { financialStatus } from '../../payloads/order.ts';
import type { ShopBooks } from '../../shop-books.ts';
import { gid, linesTotal, orderTotal, type LineItem, type Order } from '../../shop-records.ts';
import { connection, type ListRules, type PageArgs } from '../connection.ts';
import type { ApiContext } from '../execute.ts';
import { addressNode, instant, metafieldFields, money, moneyBag } from './values.ts';

export const orderRules: ListRules<Order> = {
  search: {
    default: ({ name, email }) => [name, email ?? ''],
    id: ({ id }) => id,
    name: ({ name }) => name,
    email: ({ email }) => email,
    tag: ({ tags }) => tags,
    customer_id: ({ customerId }) => customerId,
    financial_status: (order) => financialStatus(order),
    created_at: ({ createdAt }) => createdAt,
    processed_at: ({ createdAt }) => createdAt,
    updated_at: ({ updatedAt }) => updatedAt,
  },
  sort: {
    CREATED_AT: ({ createdAt }) => createdAt,
    PROCESSED_AT: ({ createdAt }) => createdAt,
    UPDATED_AT: ({ updatedAt }) => updatedAt,
    ORDER_NUMBER: ({ number }) => number,
  },
};

export function orderNode({ books, node }: ApiContext, order: Order): Node {
  const id = gid('Order', order.id);
  const refunded = order.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0);
  return {
    __typename: 'Order',
    id,
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    email: order.email,
    phone: null,
    customerLocale: 'en',
    checkoutToken: order.checkoutToken,
    cartToken: order.cartToken,
    sourceName: order.sourceName,
    poNumber: order.poNumber,
    note: null,
    tags: order.tags,
    test: false,
    createdAt: instant(order.createdAt),
    processedAt: instant(order.createdAt),
    updatedAt: instant(order.updatedAt),
    cancelledAt: order.cancelledAt === null ? null : instant(order.cancelledAt),
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    returnStatus: order.returnStatus,
    closedAt: order.cancelledAt === null ? null : instant(order.cancelledAt),
    displayFinancialStatus: financialStatus(order).toUpperCase(),
    displayFulfillmentStatus: order.fulfilments.length > 0 ? 'FULFILLED' : 'UNFULFILLED',
    currencyCode: books.identity.currency,
    presentmentCurrencyCode: books.identity.currency,
    discountCodes: order.discountCodes,
    discountCode: order.discountCodes[0] ?? null,
    shippingLine: null,
    subtotalPriceSet: moneyBag(books, orderTotal(order)),
    totalPriceSet: moneyBag(books, orderTotal(order)),
    currentTotalPriceSet: moneyBag(books, orderTotal(order) - refunded),
    totalDiscountsSet: moneyBag(books, order.discountMinor),
    totalRefundedSet: moneyBag(books, refunded),
    billingAddress: addressNode(order.shippingAddress),
    shippingAddress: addressNode(order.shippingAddress),
    customerJourneySummary: journeyNode(books.storefrontUrl(), order),
    customer: () => node('Customer', order.customerId),
    purchasingEntity: () => purchasingEntityNode(node, order),
    lineItems: (args: PageArgs) =>
      connection(order.lines, args, (line) => orderLineNode({ books, node }, order, line)),
    fulfillments: () => order.fulfilments.map((fulfilment) => fulfilmentNode(fulfilment)),
    refunds: () => order.refunds.map((refund) => refundNode(books, refund)),
    ...metafieldFields(books, id),
  };
}

/** The visit that led to the order; null when it came by another way. */
function journeyNode(storefrontUrl: string, { landingSite }: Order): Node | null {
  if (landingSite === null) return null;
  const landingPage = new URL(landingSite, storefrontUrl).href;
  return { ready: true, lastVisit: { landingPage, referrerUrl: null } };
}

/** Who buys: a company through a contact and for a location, or a customer alone. */
export function purchasingEntityNode(
  node: ApiContext['node'],
  buyer: Pick<Order, 'customerId' | 'purchasingCompany'>,
): Node | null {
  if (!buyer.purchasingCompany) return node('Customer', buyer.customerId);
  const { companyId, contactId, locationId } = buyer.purchasingCompany;
  return {
    __typename: 'PurchasingCompany',
    company: () => node('Company', companyId),
    contact: () => node('CompanyContact', contactId),
    location: () => node('CompanyLocation', locationId),
  };
}

function orderLineNode(
  { books, node }: Pick<ApiContext, 'books' | 'node'>,
  order: Order,
  line: LineItem,
): Node {
  return {
    __typename: 'LineItem',
    id: gid('LineItem', line.id),
    title: line.title,
    name: line.title,
    variantTitle: null,
    vendor: line.vendor,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.quantity,
    unfulfilledQuantity: unsentOf(order.fulfilments, line),
    requiresShipping: true,
    isGiftCard: false,
    originalUnitPriceSet: moneyBag(books, line.unitPriceMinor),
    discountedUnitPriceSet: moneyBag(books, line.unitPriceMinor),
    originalTotalSet: moneyBag(books, linesTotal([line])),
    discountedTotalSet: moneyBag(books, linesTotal([line])),
    originalTotal: money(books, linesTotal([line])),
    discountAllocations: allocationNodes(books, order, line),
    product: () => node('Product', line.productId),
    variant: () => node('ProductVariant', line.variantId),
  };
}

/** What the first code of an order, which takes off all of it, takes off a line: its share, to the penny in sum. */
function allocationNodes(books: ShopBooks, order: Order, line: LineItem): Node[] {
  const [code] = order.discountCodes;
  if (code === undefined || order.discountMinor === 0) return [];
  const place = order.lines.indexOf(line);
  const total = linesTotal(order.lines);
  const upTo = (lines: number): number =>
    Math.round((order.discountMinor * linesTotal(order.lines.slice(0, lines))) / total);
  return [
    {
      __typename: 'DiscountAllocation',
      allocatedAmountSet: moneyBag(books, upTo(place + 1) - upTo(place)),
      discountApplication: { __typename: 'DiscountCodeApplication', code },
    },
  ];
}

function fulfilmentNode(fulfilment: Order['fulfilments'][number]): Node {
  return {
    __typename: 'Fulfillment',
    id: gid('Fulfillment', fulfilment.id),
    status: 'SUCCESS',
    displayStatus: fulfilment.deliveredAt === null ? 'FULFILLED' : 'DELIVERED',
    createdAt: instant(fulfilment.createdAt),
    updatedAt: instant(fulfilment.updatedAt),
    deliveredAt: fulfilment.deliveredAt === null ? null : instant(fulfilment.deliveredAt),
  };
}

function refundNode(books: ApiContext['books'], refund: Order['refunds'][number]): Node {
  return {
    __typename: 'Refund',
    id: gid('Refund', refund.id),
    note: refund.note,
    createdAt: instant(refund.createdAt),
    processedAt: instant(refund.createdAt),
    updatedAt: instant(refund.createdAt),
    totalRefundedSet: moneyBag(books, refund.amountMinor),
  };
}
