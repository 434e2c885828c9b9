import { checkoutLine, checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { address, customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderLine, orderPayload } from '#tests/fixtures/order-payloads.ts';
import { moneySet, type Payload } from '#tests/fixtures/webhook-body.ts';

/** A webhook as it comes in. */
export type Parcel = { key: string; topic: string; body: Buffer };

const LINES = [0, 1, 2, 3];
const PRICE = '19.99';

/** A checkout of a person, 12-16 KB; a later `version` of it is newer. */
export function checkoutParcel(person: number, version: number, at: number): Parcel {
  const when = new Date(at + version * 1_000).toISOString();
  const payload = checkoutPayload({
    ...about(person),
    token: `checkout-${String(person)}`,
    cart_token: `cart-${String(person)}`,
    created_at: new Date(at).toISOString(),
    updated_at: when,
    line_items: LINES.map((line) =>
      checkoutLine({ ...productOf(person, line), ...lineDetails(), quantity: version }),
    ),
  });
  return parcel(`checkout-${String(person)}-${String(version)}`, 'checkouts/update', payload);
}

/** The order that a person makes of the checkout, 12-16 KB; `more` tells further orders of the same moment apart. */
export function orderParcel(person: number, at: number, more = 0): Parcel {
  const when = new Date(at).toISOString();
  const number = person + more * 10_000_000;
  const payload = orderPayload({
    ...about(person),
    id: 5_000_000_000 + number,
    admin_graphql_api_id: `gid://shopify/Order/${String(5_000_000_000 + number)}`,
    name: `#${String(1000 + number)}`,
    contact_email: emailOf(person),
    checkout_token: `checkout-${String(person)}`,
    cart_token: `cart-${String(person)}`,
    created_at: when,
    processed_at: when,
    updated_at: when,
    line_items: LINES.map((line) =>
      orderLine({ ...productOf(person, line), ...lineDetails(), id: person * 10 + line }),
    ),
  });
  return parcel(`order-${String(number)}`, 'orders/create', payload);
}

export function emailOf(person: number): string {
  return `person.${String(person)}@mail.example`;
}

function parcel(key: string, topic: string, payload: Payload): Parcel {
  return { key, topic, body: Buffer.from(JSON.stringify(payload)) };
}

/** What a checkout and an order say of the person and of how they came. */
function about(person: number): Payload {
  const home = address({ first_name: 'Ada', last_name: `Byron ${String(person)}`, company: null });
  return {
    email: emailOf(person),
    customer: customerPayload({
      id: 6_000_000_000 + person,
      admin_graphql_api_id: `gid://shopify/Customer/${String(6_000_000_000 + person)}`,
      email: emailOf(person),
      last_name: `Byron ${String(person)}`,
    }),
    billing_address: home,
    shipping_address: home,
    landing_site: `/products/trail-shoe-${String(person % 50)}?utm_source=news&utm_medium=email&utm_campaign=spring`,
    referring_site: 'https://www.search.example/results?q=trail+shoes+with+grip',
    note_attributes: ['gift', 'colour', 'delivery'].map((name) => ({
      name,
      value: `as said: ${name}`,
    })),
    shipping_lines: [
      { code: 'Standard', price: '4.99', source: 'shopify', title: 'Standard', tax_lines: taxes() },
    ],
    tax_lines: taxes(),
  };
}

function productOf(person: number, line: number): Payload {
  const product = (person + line) % 50;
  return {
    product_id: 632910000 + product,
    variant_id: 39072000 + product,
    title: `Trail Shoe ${String(product)}`,
    sku: `TRAIL-${String(product)}`,
  };
}

/** The many fields of a line that the app does not read, but every payload carries. */
function lineDetails(): Payload {
  return {
    tax_lines: taxes(),
    discount_allocations: [0, 1].map((index) => ({
      amount: '1.00',
      amount_set: moneySet('1.00'),
      discount_application_index: index,
    })),
    total_discount_set: moneySet('2.00'),
    origin_location: { id: 1390592786454, ...address(), name: 'Fern & Fell, Kendal' },
    properties: ['engraving', 'wrapping'].map((name) => ({
      name,
      value: `none, thanks (${name})`,
    })),
    attributed_staffs: [],
    duties: [],
    pre_tax_price: PRICE,
    pre_tax_price_set: moneySet(PRICE),
  };
}

function taxes(): Payload[] {
  return ['VAT', 'Environmental levy'].map((title) => ({
    channel_liable: false,
    price: '3.33',
    price_set: moneySet('3.33'),
    rate: 0.2,
    title,
    source: 'Shopify',
  }));
}
