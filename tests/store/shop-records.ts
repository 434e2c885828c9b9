/** A decimal identifier as Shopify numbers things. Text, because some exceed 2^53. */
export type ShopifyId = string;

/** `gid://shopify/Customer/1` from `('Customer', '1')`. */
export function gid(type: string, id: ShopifyId): string {
  return `gid://shopify/${type}/${id}`;
}

/** The number inside a global id, or undefined when it names another type. */
export function idFromGid(type: string, globalId: string): ShopifyId | undefined {
  const prefix = `gid://shopify/${type}/`;
  return globalId.startsWith(prefix) ? globalId.slice(prefix.length) : undefined;
}

/** What a store is opened with; every product has exactly one variant. Money in minor units. */
export type StoreProduct = {
  id: ShopifyId;
  variantId: ShopifyId;
  inventoryItemId: ShopifyId;
  sku: string;
  handle: string;
  title: string;
  vendor: string;
  productType: string;
  tags: string[];
  priceMinor: number;
  /** What a piece costs the merchant; absent where the store does not say it. */
  costMinor?: number;
  stock: number;
};

export type Product = StoreProduct & { createdAt: number; updatedAt: number };

/** A list that a merchant put together by hand. */
export type Collection = {
  id: ShopifyId;
  title: string;
  handle: string;
  productIds: ShopifyId[];
  updatedAt: number;
};

export type Address = {
  firstName: string;
  lastName: string;
  company: string | null;
  address1: string;
  city: string;
  zip: string;
  country: string;
  countryCode: string;
};

export type MarketingChannel = 'email' | 'sms';

/** The states that both channels have; Shopify's `INVALID`, of email alone, is not imitated. */
export type MarketingState =
  'not_subscribed' | 'pending' | 'subscribed' | 'unsubscribed' | 'redacted';

export type OptInLevel = 'single_opt_in' | 'confirmed_opt_in' | 'unknown';

export type MarketingConsent = {
  state: MarketingState;
  optInLevel: OptInLevel | null;
  updatedAt: number | null;
};

export type Customer = {
  id: ShopifyId;
  email: string | null;
  phone: string | null;
  firstName: string;
  lastName: string;
  tags: string[];
  note: string | null;
  emailConsent: MarketingConsent;
  smsConsent: MarketingConsent;
  defaultAddress: Address | null;
  orderIds: ShopifyId[];
  createdAt: number;
  updatedAt: number;
};

export type LineItem = {
  id: ShopifyId;
  productId: ShopifyId;
  variantId: ShopifyId;
  sku: string;
  title: string;
  vendor: string;
  quantity: number;
  unitPriceMinor: number;
};

/** Anonymous by nature: Shopify's carts carry neither customer nor email address. */
export type Cart = {
  token: string;
  lines: LineItem[];
  note: string | null;
  createdAt: number;
  updatedAt: number;
};

export type Checkout = {
  token: string;
  cartToken: string | null;
  email: string | null;
  phone: string | null;
  customerId: ShopifyId | null;
  acceptsMarketing: boolean;
  lines: LineItem[];
  shippingAddress: Address | null;
  discountCodes: string[];
  landingSite: string | null;
  abandonedCheckoutUrl: string;
  createdAt: number;
  updatedAt: number;
  completedAt: number | null;
};

export type Fulfilment = {
  id: ShopifyId;
  createdAt: number;
  updatedAt: number;
  deliveredAt: number | null;
};

export type Refund = {
  id: ShopifyId;
  createdAt: number;
  note: string | null;
  lines: { lineItemId: ShopifyId; quantity: number }[];
  amountMinor: number;
};

export type Order = {
  id: ShopifyId;
  number: number;
  name: string;
  token: string;
  cartToken: string | null;
  checkoutToken: string | null;
  email: string | null;
  customerId: ShopifyId | null;
  purchasingCompany: { companyId: ShopifyId; contactId: ShopifyId; locationId: ShopifyId } | null;
  lines: LineItem[];
  discountCodes: string[];
  discountMinor: number;
  shippingAddress: Address | null;
  landingSite: string | null;
  sourceName: string;
  poNumber: string | null;
  tags: string[];
  createdAt: number;
  updatedAt: number;
  cancelledAt: number | null;
  cancelReason: string | null;
  /** `OrderReturnStatus` of the Admin API; webhooks do not say it. */
  returnStatus: 'NO_RETURN' | 'RETURN_REQUESTED' | 'IN_PROGRESS' | 'RETURNED';
  fulfilments: Fulfilment[];
  refunds: Refund[];
};

export type DraftOrder = {
  id: ShopifyId;
  name: string;
  email: string | null;
  customerId: ShopifyId | null;
  purchasingCompany: Order['purchasingCompany'];
  lines: LineItem[];
  poNumber: string | null;
  note: string | null;
  tags: string[];
  createdAt: number;
  updatedAt: number;
};

export type CompanyLocation = {
  id: ShopifyId;
  companyId: ShopifyId;
  name: string;
  shippingAddress: Address | null;
  billingAddress: Address | null;
  taxRegistrationId: string | null;
  taxExempt: boolean;
  createdAt: number;
  updatedAt: number;
};

export type CompanyContact = {
  id: ShopifyId;
  companyId: ShopifyId;
  customerId: ShopifyId;
  title: string | null;
  locale: string | null;
  roles: { id: ShopifyId; roleId: ShopifyId; locationId: ShopifyId }[];
  createdAt: number;
  updatedAt: number;
};

export type Company = {
  id: ShopifyId;
  name: string;
  externalId: string | null;
  note: string | null;
  customerSince: number | null;
  mainContactId: ShopifyId | null;
  contactRoles: { id: ShopifyId; name: string }[];
  createdAt: number;
  updatedAt: number;
};

/** A segment of the shop's own, in Shopify's segment language. */
export type CustomerSegment = {
  id: ShopifyId;
  name: string;
  query: string;
  createdAt: number;
  updatedAt: number;
};

export type Metafield = {
  id: ShopifyId;
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: number;
  updatedAt: number;
};

/** Minor units of money a list of lines costs before discounts. */
export function linesTotal(lines: readonly { quantity: number; unitPriceMinor: number }[]): number {
  return lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
}

/** What is to be paid for an order, in minor units. */
export function orderTotal(order: Order): number {
  return Math.max(0, linesTotal(order.lines) - order.discountMinor);
}
