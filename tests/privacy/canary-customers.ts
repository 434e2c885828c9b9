import type pg from 'pg';
import { MINUTE } from '#app/lib/duration.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import {
  address,
  customerPayload,
  emailConsentPayload,
} from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { eraseCustomer, type RedactedCustomer } from './erase-customer.ts';

/** A customer whose every value can be searched for. */
export const ADA = {
  email: 'canary.ada@lovelace.example',
  phone: '+442079460018',
  customerId: '6940095777001',
  orderId: '450789777001',
  cartToken: 'canarycart0a1b2c3d4e5f',
  checkoutToken: 'canarycheckout0a1b2c3d',
  visitor: 'canary-visitor-0a1b2c3d',
};
/** Lives at the same house and rings from the same number's neighbour. */
export const BEA = {
  email: 'bea@lovelace.example',
  phone: '+442079460019',
  customerId: '6940095777002',
  orderId: '450789777002',
};

/** By what a customer is known; ids are Shopify's. */
export type CanaryCustomer = typeof BEA & { cartToken?: string; checkoutToken?: string };

/** What Shopify sends of a customer who registers, leaves a checkout, orders and subscribes. */
export async function sendCustomerHistory(
  pool: pg.Pool,
  shopId: string,
  who: CanaryCustomer,
  mark: string,
): Promise<void> {
  const { email, phone, customerId, orderId, cartToken, checkoutToken } = who;
  const [firstName, lastName] = [`Canary${mark}First`, `Canary${mark}Last`];
  const customer = customerPayload({
    id: Number(customerId),
    admin_graphql_api_id: `gid://shopify/Customer/${customerId}`,
    email,
    phone,
    first_name: firstName,
    last_name: lastName,
    default_address: address({ company: `Canary${mark}Company`, phone }),
  });
  await receive(pool, shopId, 'customers/create', customer, `${mark}-customer`);
  const tokens = {
    token: checkoutToken ?? `checkout-${mark}`,
    cart_token: cartToken ?? `cart-${mark}`,
  };
  const buyer = { email, phone, customer };
  await receive(
    pool,
    shopId,
    'checkouts/create',
    checkoutPayload({ ...tokens, ...buyer }),
    `${mark}-checkout`,
  );
  await receive(
    pool,
    shopId,
    'orders/create',
    orderPayload({
      id: Number(orderId),
      admin_graphql_api_id: `gid://shopify/Order/${orderId}`,
      contact_email: email,
      ...buyer,
      checkout_token: tokens.token,
      cart_token: tokens.cart_token,
    }),
    `${mark}-order`,
  );
  const consent = {
    ...emailConsentPayload(),
    customer_id: Number(customerId),
    email_address: email,
  };
  await receive(pool, shopId, 'customers_email_marketing_consent/update', consent, `${mark}-wish`);
}

/** The profile that an address leads to; null when none. */
export async function profileOfEmail(
  owner: pg.Pool,
  shopId: string,
  email: string,
): Promise<string | null> {
  const { rows } = await owner.query<{ id: string }>(
    `select profile_id as id from identity where shop_id = $1 and kind = 'email' and value = $2`,
    [shopId, email],
  );
  return rows[0]?.id ?? null;
}

/** The same customer as Shopify asks to erase them. */
export function redacted({ customerId, email, phone, orderId }: CanaryCustomer): RedactedCustomer {
  return { id: Number(customerId), email, phone, orders: [Number(orderId)] };
}

/** A shop with a customer who subscribed, was suppressed and is redacted by now. */
export async function redactedShop(
  { pool, owner }: TestDatabase,
  reason: string,
): Promise<TestShop> {
  const shop = await installedShop(pool);
  await sendCustomerHistory(pool, shop.id, ADA, 'Ada');
  await drainAt(pool, shop.id, SEEN_AT);
  await owner.query(
    'insert into suppression (shop_id, address, reason, at) values ($1, $2, $3, $4)',
    [shop.id, ADA.email, reason, new Date(SEEN_AT)],
  );
  await eraseCustomer(pool, shop, redacted(ADA), SEEN_AT + MINUTE);
  return shop;
}
