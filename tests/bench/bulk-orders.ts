import { createServer } from 'node:http';
import { once } from 'node:events';
import { KEEP_ALIVE } from '#tests/setup/keep-alive.ts';

const LINES = [0, 1, 2, 3];
const CUSTOMERS_SHARE = 0.6;

/** The lines of a bulk file: so many orders of four lines each, of fewer people. */
export function* bulkOrderLines(count: number, endMs: number): Generator<string> {
  const people = Math.ceil(count * CUSTOMERS_SHARE);
  for (let number = 0; number < count; number += 1) {
    const id = `gid://shopify/Order/${String(5_000_000_000 + number)}`;
    yield JSON.stringify(order(id, number, number % people, endMs - number * 1_000));
    for (const line of LINES) yield JSON.stringify({ ...orderLine(number, line), __parentId: id });
  }
}

/** Serves a file at an address until it is closed. */
export async function serveFile(file: Buffer): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(KEEP_ALIVE, (_request, response) => response.end(file));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP port.');
  return {
    url: `http://127.0.0.1:${String(address.port)}/orders.jsonl`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function order(id: string, number: number, person: number, at: number): object {
  const when = new Date(at).toISOString();
  const email = `person.${String(person)}@mail.example`;
  const home = {
    firstName: 'Ada',
    lastName: `Byron ${String(person)}`,
    company: null,
    countryCodeV2: 'GB',
    provinceCode: 'ENG',
  };
  const total = { amount: '79.96', currencyCode: 'GBP' };
  return {
    id,
    name: `#${String(1_000 + number)}`,
    email,
    phone: null,
    test: false,
    createdAt: when,
    processedAt: when,
    updatedAt: when,
    cancelledAt: null,
    cartToken: `cart-${String(number)}`,
    checkoutToken: `checkout-${String(number)}`,
    customerLocale: 'en-GB',
    currencyCode: 'GBP',
    presentmentCurrencyCode: 'GBP',
    sourceName: 'web',
    totalPriceSet: { shopMoney: total, presentmentMoney: total },
    totalDiscountsSet: { shopMoney: { amount: '0.00' } },
    billingAddress: home,
    shippingAddress: home,
    customerJourneySummary: { lastVisit: null },
    customer: {
      id: `gid://shopify/Customer/${String(6_000_000_000 + person)}`,
      firstName: home.firstName,
      lastName: home.lastName,
      defaultEmailAddress: { emailAddress: email },
      defaultPhoneNumber: null,
      defaultAddress: home,
    },
    fulfillments: [],
    refunds: [],
  };
}

function orderLine(number: number, line: number): object {
  const product = (number + line) % 50;
  return {
    id: `gid://shopify/LineItem/${String(number * 10 + line)}`,
    title: `Trail Shoe ${String(product)}`,
    variantTitle: null,
    quantity: 1,
    originalUnitPriceSet: { shopMoney: { amount: '19.99' } },
    product: { id: `gid://shopify/Product/${String(632_910_000 + product)}` },
    variant: { id: `gid://shopify/ProductVariant/${String(39_072_000 + product)}` },
  };
}
