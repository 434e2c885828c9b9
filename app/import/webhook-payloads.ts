import type { ImportKind } from './import-run.ts';
import type { Group } from './jsonl-groups.ts';

/** A webhook that Shopify would have sent about an object as it stands now. */
export type Webhook = { topic: string; payload: Payload };
type Payload = Record<string, unknown>;

/**
 * An object of a bulk file in the words of the webhooks about it. What the Admin API told is then read,
 * checked and counted exactly as if a webhook had told it, and both together count once.
 */
export function webhooksOf(kind: ImportKind, { parent, children }: Group): Webhook[] {
  const object = parent ?? {};
  switch (kind) {
    case 'customers':
      return customerWebhooks(object);
    case 'orders':
      return orderWebhooks(object, children);
    case 'companies':
      return companyWebhooks(object, children);
    case 'collections':
      return [{ topic: 'collections/update', payload: collectionPayload(object, children) }];
    case 'products':
      return [{ topic: 'products/update', payload: productPayload(object, children) }];
  }
}

function customerWebhooks(customer: Payload): Webhook[] {
  const { createdAt, updatedAt } = customer;
  const email = part(customer.defaultEmailAddress);
  const phone = part(customer.defaultPhoneNumber);
  const sms = part(phone.smsMarketingConsent);
  const told: Webhook[] = [{ topic: 'customers/update', payload: customerPayload(customer) }];
  // That the customer is known since then; who they were at that time is not told any more.
  if (createdAt !== updatedAt)
    told.push({
      topic: 'customers/create',
      payload: { ...identified(customer), created_at: createdAt, updated_at: createdAt },
    });
  if (Array.isArray(customer.tags) && customer.tags.length > 0)
    told.push({
      topic: 'customer.tags_added',
      payload: { customerId: customer.id, tags: customer.tags, occurredAt: updatedAt },
    });
  // Counts orders as well that are too old to be read.
  if (Number(customer.numberOfOrders) > 0)
    told.push({
      topic: 'customers/purchasing_summary',
      payload: {
        customerId: customer.id,
        numberOfOrders: Number(customer.numberOfOrders),
        amountSpent: customer.amountSpent,
        lastOrderId: null,
        occurredAt: updatedAt,
      },
    });
  if (isDated(email.marketingUpdatedAt) || isHeardUndated(email.marketingState))
    told.push({
      topic: 'customers_email_marketing_consent/update',
      payload: {
        customer_id: customer.id,
        email_address: email.emailAddress,
        recorded_at: updatedAt,
        email_marketing_consent: {
          state: email.marketingState,
          opt_in_level: lower(email.marketingOptInLevel),
          consent_updated_at: email.marketingUpdatedAt,
        },
      },
    });
  if (isDated(sms.updatedAt) || isHeardUndated(sms.state))
    told.push({
      topic: 'customers_marketing_consent/update',
      payload: {
        id: customer.id,
        phone: phone.phoneNumber,
        recorded_at: updatedAt,
        sms_marketing_consent: {
          // The API has another word for it than the webhook.
          state: sms.state === 'NEVER_SUBSCRIBED' ? 'not_subscribed' : sms.state,
          opt_in_level: lower(sms.optInLevel),
          consent_updated_at: sms.updatedAt,
        },
      },
    });
  return told;
}

function customerPayload(customer: Payload): Payload {
  return {
    ...identified(customer),
    // What the record has not is null in a webhook as well.
    email: inside(customer.defaultEmailAddress, 'emailAddress'),
    phone: inside(customer.defaultPhoneNumber, 'phoneNumber'),
    first_name: customer.firstName,
    last_name: customer.lastName,
    default_address: addressPayload(customer.defaultAddress),
    created_at: customer.createdAt,
    updated_at: customer.updatedAt,
  };
}

function orderWebhooks(order: Payload, lines: Payload[]): Webhook[] {
  const told: Webhook[] = [{ topic: 'orders/updated', payload: orderPayload(order, lines) }];
  if (order.test === true) return told;
  for (const fulfillment of list(order.fulfillments)) {
    const { id, status, createdAt, deliveredAt } = fulfillment;
    told.push({
      topic: 'fulfillments/update',
      payload: {
        ...identified(fulfillment),
        order_id: order.id,
        status: lower(status),
        created_at: createdAt,
      },
    });
    if (isDated(deliveredAt))
      told.push({
        topic: 'fulfillment_events/create',
        payload: {
          ...identified(fulfillment),
          fulfillment_id: id,
          order_id: order.id,
          status: 'delivered',
          happened_at: deliveredAt,
        },
      });
  }
  for (const refund of list(order.refunds))
    told.push({ topic: 'refunds/create', payload: refundPayload(order, refund) });
  return told;
}

function orderPayload(order: Payload, lines: Payload[]): Payload {
  const visit = part(part(order.customerJourneySummary).lastVisit);
  return {
    ...identified(order),
    name: order.name,
    email: order.email,
    phone: order.phone,
    test: order.test,
    created_at: order.createdAt,
    processed_at: order.processedAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    cart_token: order.cartToken,
    checkout_token: order.checkoutToken,
    customer_locale: order.customerLocale,
    currency: order.currencyCode,
    presentment_currency: order.presentmentCurrencyCode,
    source_name: order.sourceName,
    landing_site: pathOf(visit.landingPage),
    referring_site: visit.referrerUrl ?? null,
    total_price: amountOf(order.totalPriceSet),
    total_price_set: {
      shop_money: moneyPayload(part(order.totalPriceSet).shopMoney),
      presentment_money: moneyPayload(part(order.totalPriceSet).presentmentMoney),
    },
    // The API tells none where the webhook tells zero.
    total_discounts: amountOf(order.totalDiscountsSet) ?? '0',
    billing_address: addressPayload(order.billingAddress),
    shipping_address: addressPayload(order.shippingAddress),
    customer: order.customer ? customerPayload(part(order.customer)) : null,
    line_items: lines.map(linePayload),
  };
}

function linePayload(line: Payload): Payload {
  return {
    id: line.id,
    product_id: part(line.product).id ?? null,
    variant_id: part(line.variant).id ?? null,
    title: line.title,
    variant_title: line.variantTitle,
    quantity: line.quantity,
    price: amountOf(line.originalUnitPriceSet),
  };
}

/** What was paid back in all; a refund that moved no money is no transaction. */
function refundPayload(order: Payload, refund: Payload): Payload {
  const { amount, currencyCode } = part(part(refund.totalRefundedSet).shopMoney);
  const moved = Number(amount) !== 0;
  return {
    ...identified(refund),
    order_id: order.id,
    created_at: refund.createdAt,
    processed_at: refund.processedAt,
    transactions: moved
      ? [{ kind: 'refund', status: 'success', test: false, amount, currency: currencyCode }]
      : [],
  };
}

function productPayload(product: Payload, variants: Payload[]): Payload {
  const { url } = part(part(part(product.featuredMedia).preview).image);
  return {
    ...identified(product),
    title: product.title,
    handle: product.handle,
    status: lower(product.status),
    vendor: product.vendor,
    product_type: product.productType,
    tags: Array.isArray(product.tags) ? product.tags.join(', ') : '',
    created_at: product.createdAt,
    published_at: product.publishedAt,
    updated_at: product.updatedAt,
    image: url === undefined ? null : { src: url },
    variants: variants.map((variant) => ({
      ...identified(variant),
      title: variant.title,
      sku: variant.sku,
      price: variant.price,
      compare_at_price: variant.compareAtPrice,
      inventory_quantity: variant.inventoryQuantity,
    })),
  };
}

/** A webhook about a collection does not tell what is in it. */
function collectionPayload(collection: Payload, products: Payload[]): Payload {
  return {
    ...identified(collection),
    title: collection.title,
    handle: collection.handle,
    updated_at: collection.updatedAt,
    product_ids: products.map(({ id }) => id),
  };
}

function companyWebhooks(object: Payload, children: Payload[]): Webhook[] {
  const company = companyPayload(object);
  return [
    { topic: 'companies/update', payload: company },
    ...children.flatMap((child): Webhook[] => {
      if (typeof child.id !== 'string') return [];
      // A contact whose customer was erased points at nobody.
      if (child.id.includes('/CompanyContact/'))
        return child.customer
          ? [{ topic: 'company_contacts/update', payload: contactPayload(child, company) }]
          : [];
      return [{ topic: 'company_locations/update', payload: locationPayload(child, company) }];
    }),
  ];
}

function companyPayload(company: Payload): Payload {
  return {
    admin_graphql_api_id: company.id,
    name: company.name,
    external_id: company.externalId,
    main_contact_admin_graphql_api_id: part(company.mainContact).id ?? null,
    customer_since: company.customerSince,
    created_at: company.createdAt,
    updated_at: company.updatedAt,
  };
}

function contactPayload(contact: Payload, company: Payload): Payload {
  return {
    admin_graphql_api_id: contact.id,
    customer_admin_graphql_api_id: part(contact.customer).id,
    title: contact.title,
    updated_at: contact.updatedAt,
    company,
  };
}

function locationPayload(location: Payload, company: Payload): Payload {
  const country = (address: unknown) =>
    address ? { country_code: part(address).countryCode } : null;
  return {
    admin_graphql_api_id: location.id,
    name: location.name,
    external_id: location.externalId,
    phone: location.phone,
    updated_at: location.updatedAt,
    billing_address: country(location.billingAddress),
    shipping_address: country(location.shippingAddress),
    company,
  };
}

function addressPayload(address: unknown): Payload | null {
  if (!address) return null;
  const { firstName, lastName, company, countryCodeV2, provinceCode } = part(address);
  return {
    first_name: firstName,
    last_name: lastName,
    company,
    country_code: countryCodeV2,
    province_code: provinceCode,
  };
}

function identified({ id }: Payload): Payload {
  return { id, admin_graphql_api_id: id };
}

function moneyPayload(money: unknown): Payload {
  const { amount, currencyCode } = part(money);
  return { amount, currency_code: currencyCode };
}

/** Webhooks tell a page without its shop. */
function pathOf(page: unknown): string | null {
  const url = typeof page === 'string' ? URL.parse(page) : null;
  return url ? url.pathname + url.search : null;
}

function amountOf(moneySet: unknown): unknown {
  return part(part(moneySet).shopMoney).amount;
}

function lower(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function isDated(moment: unknown): boolean {
  return moment !== null && moment !== undefined;
}

/** What must be heard although nobody says since when. */
function isHeardUndated(state: unknown): boolean {
  return ['SUBSCRIBED', 'UNSUBSCRIBED', 'REDACTED', 'INVALID'].some((heard) => heard === state);
}

/** A field of an object inside another; null when there is no such object, undefined when it was not sent. */
function inside(value: unknown, field: string): unknown {
  return value === null ? null : part(value)[field];
}

/** An object inside another; nothing when it is absent. What is in it is checked by whoever reads the webhook. */
function part(value: unknown): Payload {
  return typeof value === 'object' && value !== null ? (value as Payload) : {};
}

function list(value: unknown): Payload[] {
  return Array.isArray(value) ? value.map(part) : [];
}
