import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from './store.ts';
import { askAdmin, startWebhooklessStore, type Reply } from './test-app.ts';

const DAY = 86_400_000;

let store: Store;

beforeAll(async () => {
  store = await startWebhooklessStore();
});

afterAll(async () => {
  await store.close();
});

describe('customers', () => {
  test('consent, tags and metafields are written and read back', async () => {
    const customer = store.shop.createCustomer({ email: 'ada@example.com' });
    const id = `gid://shopify/Customer/${customer.id}`;
    const written = await askAdmin(
      store,
      `mutation ($id: ID!, $consent: CustomerEmailMarketingConsentUpdateInput!, $fields: [MetafieldsSetInput!]!) {
        customerEmailMarketingConsentUpdate(input: $consent) { userErrors { message } }
        tagsAdd(id: $id, tags: ["engaged"]) { userErrors { message } }
        metafieldsSet(metafields: $fields) { userErrors { message } }
      }`,
      {
        id,
        consent: {
          customerId: id,
          emailMarketingConsent: {
            marketingState: 'SUBSCRIBED',
            marketingOptInLevel: 'CONFIRMED_OPT_IN',
          },
        },
        fields: [{ ownerId: id, key: 'score', type: 'number_integer', value: '72' }],
      },
    );
    expect(written.errors).toBeUndefined();
    const read = await askAdmin(
      store,
      `query ($id: ID!) { customer(id: $id) { tags numberOfOrders amountSpent { amount } defaultEmailAddress { marketingState marketingOptInLevel } metafield(namespace: "$app", key: "score") { value } } }`,
      { id },
    );
    expect(read.data).toMatchObject({
      customer: {
        tags: ['engaged'],
        numberOfOrders: '0',
        amountSpent: { amount: '0.00' },
        defaultEmailAddress: {
          marketingState: 'SUBSCRIBED',
          marketingOptInLevel: 'CONFIRMED_OPT_IN',
        },
        metafield: { value: '72' },
      },
    });
  });

  test('an older consent does not overwrite a newer one', async () => {
    const customer = store.shop.createCustomer({ email: 'bea@example.com' });
    store.shop.setConsent(customer.id, 'email', 'unsubscribed', { at: 2 * DAY });
    await askAdmin(
      store,
      `mutation ($c: CustomerEmailMarketingConsentUpdateInput!) { customerEmailMarketingConsentUpdate(input: $c) { userErrors { message } } }`,
      {
        c: {
          customerId: `gid://shopify/Customer/${customer.id}`,
          emailMarketingConsent: {
            marketingState: 'SUBSCRIBED',
            consentUpdatedAt: new Date(DAY).toISOString(),
          },
        },
      },
    );
    expect(customer.emailConsent.state).toBe('unsubscribed');
  });
});

describe('draft orders and pixels', () => {
  const CREATE = `mutation ($input: DraftOrderInput!) {
    draftOrderCreate(input: $input) { draftOrder { name totalPriceSet { shopMoney { amount } } purchasingEntity { __typename ... on Customer { email } } lineItems(first: 5) { nodes { sku quantity } } } userErrors { field message } }
  }`;

  test('a draft order is priced from the catalogue, its lines in the order given', async () => {
    const customer = store.shop.createCustomer({ email: 'draft@example.com' });
    const reply = await askAdmin(store, CREATE, {
      input: {
        purchasingEntity: { customerId: `gid://shopify/Customer/${customer.id}` },
        lineItems: [1, 0].map((index) => ({
          variantId: `gid://shopify/ProductVariant/72${index}`,
          quantity: 2,
        })),
      },
    });
    expect(reply.data).toMatchObject({
      draftOrderCreate: {
        draftOrder: {
          totalPriceSet: { shopMoney: { amount: '44.98' } },
          purchasingEntity: { __typename: 'Customer', email: 'draft@example.com' },
          lineItems: { nodes: [{ sku: 'SKU-1' }, { sku: 'SKU-0' }] },
        },
        userErrors: [],
      },
    });
  });

  test('an unknown variant and an empty draft are user errors', async () => {
    const unknown = await askAdmin(store, CREATE, {
      input: { lineItems: [{ variantId: 'gid://shopify/ProductVariant/1', quantity: 1 }] },
    });
    expect(unknown.data).toMatchObject({
      draftOrderCreate: {
        draftOrder: null,
        userErrors: [{ field: ['input', 'lineItems', '0', 'variantId'] }],
      },
    });
    const empty = await askAdmin(store, CREATE, { input: { lineItems: [] } });
    expect(empty.data).toMatchObject({
      draftOrderCreate: { userErrors: [{ message: 'Add at least 1 product' }] },
    });
  });

  test('a second web pixel is taken', async () => {
    const create = `mutation { webPixelCreate(webPixel: { settings: "{\\"accountID\\":\\"1\\"}" }) { webPixel { settings } userErrors { code } } }`;
    await expect(askAdmin(store, create)).resolves.toMatchObject({
      data: { webPixelCreate: { webPixel: { settings: '{"accountID":"1"}' }, userErrors: [] } },
    });
    await expect(askAdmin(store, create)).resolves.toMatchObject({
      data: { webPixelCreate: { webPixel: null, userErrors: [{ code: 'TAKEN' }] } },
    });
  });
});

describe('lists', () => {
  test('orders are found by when they changed and paged without gaps', async () => {
    const now = store.options.clock.now();
    const names = [3, 2, 1].map((days) => {
      const order = store.shop.placeOrder({
        lines: [{ variantId: '720', quantity: 1 }],
        at: now - days * DAY,
      });
      return order.name;
    });
    store.shop.placeOrder({ lines: [{ variantId: '720', quantity: 1 }], at: now - 61 * DAY });
    const query = `query ($after: String, $since: String!) { orders(first: 1, after: $after, query: $since, sortKey: UPDATED_AT) { nodes { name } pageInfo { hasNextPage endCursor } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const since = `updated_at:>='${new Date(now - 62 * DAY).toISOString()}'`;
      const reply: Reply = await askAdmin(store, query, { after, since });
      const page = (
        reply.data as unknown as {
          orders: {
            nodes: { name: string }[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        }
      ).orders;
      seen.push(...page.nodes.map(({ name }) => name));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen, 'the order of 61 days ago needs read_all_orders').toEqual(names);
  });

  test('stock is read through variant and inventory item', async () => {
    store.shop.setStock('721', 3);
    const reply = await askAdmin(
      store,
      `{ productVariants(first: 1, query: "sku:SKU-1") { nodes { inventoryQuantity inventoryItem { id variant { product { title } } } } } }`,
    );
    expect(reply.data).toMatchObject({
      productVariants: {
        nodes: [
          { inventoryQuantity: 3, inventoryItem: { variant: { product: { title: 'Product 1' } } } },
        ],
      },
    });
  });
});
