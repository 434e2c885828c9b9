import { REPORTED_TOPIC } from '#app/events/api/reported-event.ts';
import { STOREFRONT_TOPIC } from '#app/events/storefront/storefront-batch.ts';
import { readCart } from './from-cart.ts';
import { readCheckout, readDeletedCheckout } from './from-checkout.ts';
import { readCollection, readDeletedCollection } from './from-collection.ts';
import { readEmailConsent, readSmsConsent } from './from-consent.ts';
import {
  readCompany,
  readCompanyContact,
  readCompanyLocation,
  readContactRole,
  readDeletedCompany,
  readDeletedCompanyContact,
  readDeletedCompanyLocation,
} from './from-company.ts';
import { readCustomer, readDeletedCustomer, readMergedCustomers } from './from-customer.ts';
import { readCustomerTags, readPurchasingSummary } from './from-customer-facts.ts';
import { readDraftOrder } from './from-draft-order.ts';
import { readFulfillment, readFulfillmentEvent } from './from-fulfillment.ts';
import { readDeletedOrder, readOrder } from './from-order.ts';
import { readDeletedProduct, readProduct, readVariantStock } from './from-product.ts';
import { readRefund } from './from-refund.ts';
import { readReported } from './from-report.ts';
import {
  readBulkFinished,
  parseComplianceRequest,
  readScopes,
  readShop,
  readSubscription,
  readUninstalled,
} from './from-shop.ts';
import { readStorefront } from './from-storefront.ts';
import { OWN_KINDS, readTendril } from './from-tendril.ts';
import { parsedEvents, type TopicHandler } from './topic-handler.ts';

/** Topics we may be sent and take nothing from: what they hold, another topic holds as well, or nothing needs yet. */
const NOT_READ = [
  'customer.joined_segment',
  'customer.left_segment',
  'draft_orders/delete',
  'inventory_levels/update',
  'orders/edited',
  'returns/request',
];

const nothing: TopicHandler = () => parsedEvents();

/** Every topic we know, and its handler. */
export const TOPIC_HANDLERS: ReadonlyMap<string, TopicHandler> = new Map<string, TopicHandler>([
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
  ['orders/delete', readDeletedOrder],
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
  ['customers/purchasing_summary', readPurchasingSummary],
  ['customer.tags_added', readCustomerTags],
  ['customer.tags_removed', readCustomerTags],
  ['customers_email_marketing_consent/update', readEmailConsent],
  ['customers_marketing_consent/update', readSmsConsent],
  ['products/create', readProduct],
  ['products/update', readProduct],
  ['products/delete', readDeletedProduct],
  ['collections/create', readCollection],
  ['collections/update', readCollection],
  ['collections/delete', readDeletedCollection],
  ['variants/in_stock', readVariantStock],
  ['variants/out_of_stock', readVariantStock],
  ['companies/create', readCompany],
  ['companies/update', readCompany],
  ['companies/delete', readDeletedCompany],
  ['company_contacts/create', readCompanyContact],
  ['company_contacts/update', readCompanyContact],
  ['company_contacts/delete', readDeletedCompanyContact],
  ['company_locations/create', readCompanyLocation],
  ['company_locations/update', readCompanyLocation],
  ['company_locations/delete', readDeletedCompanyLocation],
  ['company_contact_roles/assign', readContactRole],
  ['company_contact_roles/revoke', readContactRole],
  ['draft_orders/create', readDraftOrder],
  ['draft_orders/update', readDraftOrder],
  ['app/uninstalled', readUninstalled],
  ['app/scopes_update', readScopes],
  ['shop/update', readShop],
  ['app_subscriptions/update', readSubscription],
  ['bulk_operations/finish', readBulkFinished],
  ['customers/data_request', parseComplianceRequest('customers/data_request')],
  ['customers/redact', parseComplianceRequest('customers/redact')],
  ['shop/redact', parseComplianceRequest('shop/redact')],
  [STOREFRONT_TOPIC, readStorefront],
  [REPORTED_TOPIC, readReported],
  ...OWN_KINDS.map((kind): [string, TopicHandler] => [`tendril/${kind}`, readTendril]),
  ...NOT_READ.map((topic): [string, TopicHandler] => [topic, nothing]),
]);
