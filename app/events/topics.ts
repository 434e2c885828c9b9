import { readCart } from './from-cart.ts';
import { readCheckout, readDeletedCheckout } from './from-checkout.ts';
import { readEmailConsent, readSmsConsent } from './from-consent.ts';
import { readCustomer, readDeletedCustomer, readMergedCustomers } from './from-customer.ts';
import { readFulfillment, readFulfillmentEvent } from './from-fulfillment.ts';
import { readOrder } from './from-order.ts';
import { readDeletedProduct, readProduct, readVariantStock } from './from-product.ts';
import { readRefund } from './from-refund.ts';
import { readReported } from './from-report.ts';
import { readDuty, readScopes, readShop, readUninstalled } from './from-shop.ts';
import { readStorefront } from './from-storefront.ts';
import { OWN_KINDS, readTendril } from './from-tendril.ts';
import { happened, type Reader } from './reader.ts';
import { REPORTED_TOPIC } from './reported-event.ts';
import { STOREFRONT_TOPIC } from './storefront-batch.ts';

/** Topics we may be sent and take nothing from: what they tell, another topic tells as well, or nobody asks yet. */
const NOT_READ = [
  'app_subscriptions/update',
  'bulk_operations/finish',
  'companies/create',
  'companies/delete',
  'companies/update',
  'company_contact_roles/assign',
  'company_contact_roles/revoke',
  'company_contacts/create',
  'company_contacts/delete',
  'company_contacts/update',
  'company_locations/create',
  'company_locations/delete',
  'company_locations/update',
  'customer.joined_segment',
  'customer.left_segment',
  'customer.tags_added',
  'customer.tags_removed',
  'customers/purchasing_summary',
  'draft_orders/create',
  'draft_orders/delete',
  'draft_orders/update',
  'inventory_levels/update',
  'orders/delete',
  'orders/edited',
  'returns/request',
];

const nothing: Reader = () => happened();

/** Every topic we know, and who reads it. */
export const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['carts/create', readCart],
  ['carts/update', readCart],
  ['checkouts/create', readCheckout],
  ['checkouts/update', readCheckout],
  ['checkouts/delete', readDeletedCheckout],
  ['orders/create', readOrder],
  ['orders/paid', readOrder],
  ['orders/updated', readOrder],
  ['orders/cancelled', readOrder],
  ['orders/fulfilled', readOrder],
  ['orders/partially_fulfilled', readOrder],
  ['fulfillments/create', readFulfillment],
  ['fulfillments/update', readFulfillment],
  ['fulfillment_events/create', readFulfillmentEvent],
  ['refunds/create', readRefund],
  ['customers/create', readCustomer],
  ['customers/update', readCustomer],
  ['customers/enable', readCustomer],
  ['customers/disable', readCustomer],
  ['customers/delete', readDeletedCustomer],
  ['customers/merge', readMergedCustomers],
  ['customers_email_marketing_consent/update', readEmailConsent],
  ['customers_marketing_consent/update', readSmsConsent],
  ['products/create', readProduct],
  ['products/update', readProduct],
  ['products/delete', readDeletedProduct],
  ['variants/in_stock', readVariantStock],
  ['variants/out_of_stock', readVariantStock],
  ['app/uninstalled', readUninstalled],
  ['app/scopes_update', readScopes],
  ['shop/update', readShop],
  ['customers/data_request', readDuty('customers/data_request')],
  ['customers/redact', readDuty('customers/redact')],
  ['shop/redact', readDuty('shop/redact')],
  [STOREFRONT_TOPIC, readStorefront],
  [REPORTED_TOPIC, readReported],
  ...OWN_KINDS.map((kind): [string, Reader] => [`tendril/${kind}`, readTendril]),
  ...NOT_READ.map((topic): [string, Reader] => [topic, nothing]),
]);
