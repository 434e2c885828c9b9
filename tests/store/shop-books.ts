import type { Clock } from '#app/lib/clock.ts';
import type {
  Cart,
  Checkout,
  Collection,
  Company,
  CompanyContact,
  CompanyLocation,
  Customer,
  CustomerSegment,
  DraftOrder,
  Metafield,
  Order,
  Product,
  ShopifyId,
} from './shop-records.ts';
import type {
  StoreBulkCreation,
  StoreBulkDeletion,
  StoreDiscount,
  StoreDiscountCode,
} from './discount-records.ts';
import type { Ids } from './ids.ts';

export type ShopIdentity = {
  id: ShopifyId;
  domain: string;
  name: string;
  email: string;
  currency: string;
  timezone: string;
  countryCode: string;
  locationId: ShopifyId;
};

/** Hands a webhook to its sender. `at` is when the merchant's action happened. */
export type Emit = (topic: string, payload: unknown, when: { at: number; eventId: string }) => void;

/** Everything the store knows, in memory. Operations change it and emit what Shopify would. */
export type ShopBooks = {
  readonly identity: ShopIdentity;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly emit: Emit;
  /** Address of the storefront as a browser reaches it, without a trailing slash. */
  readonly storefrontUrl: () => string;
  readonly products: Map<ShopifyId, Product>;
  readonly productsByVariant: Map<ShopifyId, Product>;
  readonly collections: Map<ShopifyId, Collection>;
  readonly customers: Map<ShopifyId, Customer>;
  readonly customersByEmail: Map<string, ShopifyId>;
  readonly carts: Map<string, Cart>;
  readonly checkouts: Map<string, Checkout>;
  readonly orders: Map<ShopifyId, Order>;
  readonly draftOrders: Map<ShopifyId, DraftOrder>;
  readonly companies: Map<ShopifyId, Company>;
  readonly companyContacts: Map<ShopifyId, CompanyContact>;
  readonly companyLocations: Map<ShopifyId, CompanyLocation>;
  readonly metafields: Map<string, Metafield>;
  readonly segments: Map<ShopifyId, CustomerSegment>;
  readonly discounts: Map<ShopifyId, StoreDiscount>;
  /** By the code in upper case. */
  readonly discountCodes: Map<string, StoreDiscountCode>;
  readonly bulkCreations: Map<ShopifyId, StoreBulkCreation>;
  readonly bulkDeletions: Map<ShopifyId, StoreBulkDeletion>;
  readonly webPixels: Map<ShopifyId, { settings: string }>;
};

/** Emits the one webhook of an event; several webhooks of one event share its id. */
export function emitEvent(
  books: ShopBooks,
  topic: string,
  payload: unknown,
  at = books.clock.now(),
): void {
  books.emit(topic, payload, { at, eventId: books.ids.uuid() });
}

/** The product sold under a variant id; throws when the store has none. */
export function productOfVariant(books: ShopBooks, variantId: ShopifyId): Product {
  const product = books.productsByVariant.get(variantId);
  if (!product)
    throw new Error(`The store has no variant ${variantId}. Take a variantId from shop.products.`);
  return product;
}
