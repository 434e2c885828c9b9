import type pg from 'pg';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderLine, orderPayload } from '#tests/fixtures/order-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';

/** Stands in every id of the people that others are like, so that each gets ids of their own. */
export const MARK = '770077';
/** How many people the others are like. */
export const MODELS = 25;
const PRODUCTS = 12;
/** Orders of people: most have few, few have many. */
const ORDERS = [0, 1, 0, 1, 2, 1, 3, 0, 6];
const NAMES = ['Ada Byron', 'Grace Moss', 'Mary Fell', 'Ida Reed', 'Ruth Lake'];

/** Sends a shop what people with every kind of history did, and lets the engine make their profiles and journeys. */
export async function seedModelPeople(pool: pg.Pool, shopId: string): Promise<void> {
  for (let n = 0; n < PRODUCTS; n += 1)
    await receive(pool, shopId, 'products/update', productOf(n), `p${n}`);
  for (let n = 0; n < MODELS; n += 1) await seedPerson(pool, shopId, n);
  // So late that reminders are due, and some are sent.
  for (const at of [SEEN_AT, SEEN_AT + 2 * HOUR, SEEN_AT + DAY]) await drainAt(pool, shopId, at);
}

function productId(n: number): number {
  return Number(`${MARK}${String(50 + (n % PRODUCTS))}`);
}

function productOf(n: number): Record<string, unknown> {
  const id = productId(n);
  return productPayload({
    id,
    admin_graphql_api_id: `gid://shopify/Product/${String(id)}`,
    title: `Trail Shoe ${String(n)}`,
    variants: [
      {
        admin_graphql_api_id: `gid://shopify/ProductVariant/${String(id)}`,
        id,
        price: '19.99',
        product_id: id,
        sku: `TRAIL-${String(n)}`,
        title: 'Green',
        inventory_quantity: 12,
      },
    ],
  });
}

async function seedPerson(pool: pg.Pool, shopId: string, n: number): Promise<void> {
  const two = String(10 + n);
  const id = Number(`${MARK}${two}`);
  const email = `person.${MARK}.${two}@mail.example`;
  const [first_name, last_name] = (NAMES[n % NAMES.length] ?? '').split(' ');
  const phone = `+44${MARK}00${two}`;
  const customer = customerPayload({
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${String(id)}`,
    ...{ email, first_name, last_name, phone: n % 2 === 0 ? phone : null },
  });
  await receive(pool, shopId, 'customers/update', customer, `c${two}`);
  for (let k = 0; k < (ORDERS[n % ORDERS.length] ?? 0); k += 1) {
    const number = `${MARK}${two}${String(k)}`;
    const at = new Date(SEEN_AT - (n + 40 * k) * 3 * DAY).toISOString();
    const order = orderPayload({
      id: Number(number),
      admin_graphql_api_id: `gid://shopify/Order/${number}`,
      ...{ name: `#${number}`, email, contact_email: email, customer, token: `order${number}` },
      ...{ cart_token: null, checkout_token: null },
      ...{ created_at: at, processed_at: at, updated_at: at },
      line_items: [n + k, n + k + 1].map((p) =>
        orderLine({ id: productId(p), product_id: productId(p) }),
      ),
    });
    await receive(pool, shopId, 'orders/create', order, `o${number}`);
  }
  if (n % 3 !== 0) return;
  const checkout = checkoutPayload({
    ...{ token: `check${MARK}${two}`, cart_token: `cart${MARK}${two}`, email, customer },
  });
  await receive(pool, shopId, 'checkouts/update', checkout, `k${two}`);
}
