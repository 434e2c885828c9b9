import { customerOf } from './customers.ts';
import { idNumber, type Payload } from './payloads/values.ts';
import { emitEvent, type ShopBooks } from './shop-books.ts';
import { gid, type Customer, type ShopifyId } from './shop-records.ts';

/** The shop removes the app; emits app/uninstalled. Tokens are revoked separately, with `store.tokens.revokeAll()`. */
export function uninstallApp(books: ShopBooks): void {
  const { id, name, email, domain, currency, timezone, countryCode } = books.identity;
  emitEvent(books, 'app/uninstalled', {
    id: idNumber(id),
    name,
    email,
    myshopify_domain: domain,
    domain,
    currency,
    iana_timezone: timezone,
    country_code: countryCode,
    plan_name: 'partner_test',
  });
}

/** A customer asks what is known of them; emits customers/data_request. */
export function requestCustomerData(books: ShopBooks, customerId: ShopifyId): void {
  const customer = customerOf(books, customerId);
  emitEvent(books, 'customers/data_request', {
    ...aboutCustomer(books, customer),
    orders_requested: customer.orderIds.map(idNumber),
    data_request: { id: idNumber(books.ids.next()) },
  });
}

/** A customer is to be forgotten; emits customers/redact. */
export function redactCustomer(books: ShopBooks, customerId: ShopifyId): void {
  const customer = customerOf(books, customerId);
  emitEvent(books, 'customers/redact', {
    ...aboutCustomer(books, customer),
    orders_to_redact: customer.orderIds.map(idNumber),
  });
}

/** 48 hours after the app was removed; emits shop/redact. */
export function redactShop(books: ShopBooks): void {
  emitEvent(books, 'shop/redact', aboutShop(books));
}

/** Two customers become one; orders go to the one that remains. Emits customers/merge. */
export function mergeCustomers(books: ShopBooks, keptId: ShopifyId, deletedId: ShopifyId): void {
  const kept = customerOf(books, keptId);
  const deleted = customerOf(books, deletedId);
  for (const orderId of deleted.orderIds) {
    const order = books.orders.get(orderId);
    if (order) order.customerId = keptId;
  }
  kept.orderIds.push(...deleted.orderIds);
  books.customers.delete(deletedId);
  if (deleted.email !== null) books.customersByEmail.delete(deleted.email);
  emitEvent(books, 'customers/merge', {
    admin_graphql_api_customer_kept_id: gid('Customer', keptId),
    admin_graphql_api_customer_deleted_id: gid('Customer', deletedId),
    admin_graphql_api_job_id: null,
    status: 'completed',
    errors: [],
  });
}

/** Deletes a customer without orders and emits customers/delete. */
export function deleteCustomer(books: ShopBooks, customerId: ShopifyId): void {
  const customer = customerOf(books, customerId);
  if (customer.orderIds.length > 0) {
    throw new Error('Shopify keeps customers who have ordered. Use redactCustomer instead.');
  }
  books.customers.delete(customerId);
  if (customer.email !== null) books.customersByEmail.delete(customer.email);
  emitEvent(books, 'customers/delete', {
    id: idNumber(customerId),
    tax_exemptions: [],
    admin_graphql_api_id: gid('Customer', customerId),
  });
}

function aboutShop(books: ShopBooks): Payload {
  return { shop_id: idNumber(books.identity.id), shop_domain: books.identity.domain };
}

function aboutCustomer(books: ShopBooks, { id, email, phone }: Customer): Payload {
  return { ...aboutShop(books), customer: { id: idNumber(id), email, phone } };
}
