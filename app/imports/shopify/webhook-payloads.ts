import type { ImportKind } from './import-run.ts';
import type { JsonlGroup } from './jsonl-groups.ts';
import { orderWebhooks } from './order-webhooks.ts';
import type { Webhook } from './webhook.ts';
import { bulkCustomerPayload } from './customer-payload.ts';
import { withGid, isDated, lower, moneyPayload, objectIn, type Payload } from './bulk-values.ts';

/**
 * An object of a bulk file in the words of the webhooks about it. What the Admin API sent is then read,
 * checked and counted exactly as if a webhook had sent it, and both together count once.
 */
export function webhooksOf(
  kind: ImportKind,
  { parent, children }: JsonlGroup,
  countsTestOrders: boolean,
): Webhook[] {
  const object = parent ?? {};
  switch (kind) {
    case 'customers':
      return customerWebhooks(object);
    case 'orders':
      return orderWebhooks(object, children, countsTestOrders);
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
  const email = objectIn(customer.defaultEmailAddress);
  const phone = objectIn(customer.defaultPhoneNumber);
  const sms = objectIn(phone.smsMarketingConsent);
  const webhooks: Webhook[] = [
    { topic: 'customers/update', payload: bulkCustomerPayload(customer) },
  ];
  // That the customer is known since then; who they were at that time is not sent any more.
  if (createdAt !== updatedAt)
    webhooks.push({
      topic: 'customers/create',
      payload: { ...withGid(customer), created_at: createdAt, updated_at: createdAt },
    });
  // Counts orders as well that are too old to be read.
  if (Number(customer.numberOfOrders) > 0)
    webhooks.push({
      topic: 'customers/purchasing_summary',
      payload: {
        customerId: customer.id,
        numberOfOrders: Number(customer.numberOfOrders),
        amountSpent: customer.amountSpent,
        lastOrderId: null,
        occurredAt: updatedAt,
      },
    });
  if (isDated(email.marketingUpdatedAt) || isUndatedConsent(email.marketingState))
    webhooks.push({
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
  if (isDated(sms.updatedAt) || isUndatedConsent(sms.state))
    webhooks.push({
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
  return webhooks;
}

function productPayload(product: Payload, variants: Payload[]): Payload {
  const { url } = objectIn(objectIn(objectIn(product.featuredMedia).preview).image);
  return {
    ...withGid(product),
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
      ...withGid(variant),
      unit_cost: costPayload(objectIn(variant.inventoryItem).unitCost),
      title: variant.title,
      sku: variant.sku,
      price: variant.price,
      compare_at_price: variant.compareAtPrice,
      inventory_quantity: variant.inventoryQuantity,
      inventory_policy: variant.inventoryPolicy,
      tracked: objectIn(variant.inventoryItem).tracked,
    })),
    variant_gids: variants.map(({ id }) => ({ admin_graphql_api_id: id })),
  };
}

function costPayload(cost: unknown): Payload | null {
  return cost ? moneyPayload(cost) : null;
}

/** A webhook about a collection does not say what is in it. */
function collectionPayload(collection: Payload, products: Payload[]): Payload {
  return {
    ...withGid(collection),
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
      // A contact whose customer was erased points at no one.
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
    main_contact_admin_graphql_api_id: objectIn(company.mainContact).id ?? null,
    customer_since: company.customerSince,
    created_at: company.createdAt,
    updated_at: company.updatedAt,
  };
}

function contactPayload(contact: Payload, company: Payload): Payload {
  return {
    admin_graphql_api_id: contact.id,
    customer_admin_graphql_api_id: objectIn(contact.customer).id,
    title: contact.title,
    updated_at: contact.updatedAt,
    company,
  };
}

function locationPayload(location: Payload, company: Payload): Payload {
  const country = (address: unknown) =>
    address ? { country_code: objectIn(address).countryCode } : null;
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

/** Consent that must be recorded although it has no date. */
function isUndatedConsent(state: unknown): boolean {
  return ['SUBSCRIBED', 'UNSUBSCRIBED', 'REDACTED', 'INVALID'].some((known) => known === state);
}
