import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from './start.ts';
import { askAdmin, startTestStore, type Reply } from './test-app.ts';

const NOWHERE = 'http://127.0.0.1:9';
const DAY = 86_400_000;

let store: Store;

beforeAll(async () => {
  store = await startTestStore(NOWHERE, { webhooks: { subscribedTo: () => false } });
});

afterAll(async () => {
  await store.close();
});

function ask(query: string, variables: Record<string, unknown> = {}, from = store): Promise<Reply> {
  return askAdmin(from, query, variables);
}

describe('companies', () => {
  const CREATE = `mutation ($input: CompanyCreateInput!) {
    companyCreate(input: $input) { company { id mainContact { id } contactRoles(first: 5) { nodes { id name } } locations(first: 1) { nodes { id } } } userErrors { field message code } }
  }`;

  test('a created company is there with its contact, location, role and tax number', async () => {
    const created = await ask(CREATE, {
      input: {
        company: { name: 'Moss & Co', externalId: 'application-1' },
        companyContact: { email: 'buyer@moss.example', firstName: 'Mia', title: 'Buyer' },
        companyLocation: {
          name: 'Leeds',
          shippingAddress: {
            address1: '1 Fern Row',
            city: 'Leeds',
            zip: 'LS1 1AA',
            countryCode: 'GB',
          },
        },
      },
    });
    expect(created.errors).toBeUndefined();
    const company = (created.data as unknown as { companyCreate: { company: CreatedCompany } })
      .companyCreate.company;
    const wired = await ask(
      `mutation ($contact: ID!, $roles: [CompanyContactRoleAssign!]!, $location: ID!) {
        companyContactAssignRoles(companyContactId: $contact, rolesToAssign: $roles) { roleAssignments { id role { name } } userErrors { message } }
        companyLocationTaxSettingsUpdate(companyLocationId: $location, taxRegistrationId: "GB123456789") { companyLocation { id } userErrors { message } }
      }`,
      {
        contact: company.mainContact.id,
        location: company.locations.nodes[0]?.id,
        roles: [
          {
            companyContactRoleId: company.contactRoles.nodes[1]?.id,
            companyLocationId: company.locations.nodes[0]?.id,
          },
        ],
      },
    );
    expect(wired.data).toMatchObject({
      companyContactAssignRoles: {
        roleAssignments: [{ role: { name: 'Ordering only' } }],
        userErrors: [],
      },
    });
    const read = await ask(
      `{ companies(first: 5, query: "external_id:application-1") { nodes { name mainContact { title customer { defaultEmailAddress { emailAddress } } } locations(first: 5) { nodes { name taxSettings { taxRegistrationId } shippingAddress { city countryCode } } } } } }`,
    );
    expect(read.data).toMatchObject({
      companies: {
        nodes: [
          {
            name: 'Moss & Co',
            mainContact: {
              title: 'Buyer',
              customer: { defaultEmailAddress: { emailAddress: 'buyer@moss.example' } },
            },
            locations: {
              nodes: [
                {
                  name: 'Leeds',
                  taxSettings: { taxRegistrationId: 'GB123456789' },
                  shippingAddress: { city: 'Leeds', countryCode: 'GB' },
                },
              ],
            },
          },
        ],
      },
    });
  });

  type CreatedCompany = {
    mainContact: { id: string };
    contactRoles: { nodes: { id: string }[] };
    locations: { nodes: { id: string }[] };
  };

  test('a blank name and a taken external id are user errors, and nothing is created', async () => {
    await ask(CREATE, { input: { company: { name: 'First', externalId: 'taken' } } });
    const before = store.shop.companies.size;
    const answer = await ask(CREATE, { input: { company: { name: ' ', externalId: 'taken' } } });
    expect(answer.data).toMatchObject({
      companyCreate: {
        company: null,
        userErrors: [
          { field: ['input', 'company', 'name'], code: 'BLANK' },
          { field: ['input', 'company', 'externalId'], code: 'TAKEN' },
        ],
      },
    });
    expect(store.shop.companies.size).toBe(before);
  });
});

describe('customers', () => {
  test('consent, tags and metafields are written and read back', async () => {
    const customer = store.shop.createCustomer({ email: 'ada@example.com' });
    const id = `gid://shopify/Customer/${customer.id}`;
    const written = await ask(
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
    const read = await ask(
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
    await ask(
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
    const reply = await ask(CREATE, {
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
    const unknown = await ask(CREATE, {
      input: { lineItems: [{ variantId: 'gid://shopify/ProductVariant/1', quantity: 1 }] },
    });
    expect(unknown.data).toMatchObject({
      draftOrderCreate: {
        draftOrder: null,
        userErrors: [{ field: ['input', 'lineItems', '0', 'variantId'] }],
      },
    });
    const empty = await ask(CREATE, { input: { lineItems: [] } });
    expect(empty.data).toMatchObject({
      draftOrderCreate: { userErrors: [{ message: 'Add at least 1 product' }] },
    });
  });

  test('a second web pixel is taken', async () => {
    const create = `mutation { webPixelCreate(webPixel: { settings: "{\\"accountID\\":\\"1\\"}" }) { webPixel { settings } userErrors { code } } }`;
    await expect(ask(create)).resolves.toMatchObject({
      data: { webPixelCreate: { webPixel: { settings: '{"accountID":"1"}' }, userErrors: [] } },
    });
    await expect(ask(create)).resolves.toMatchObject({
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
      const reply: Reply = await ask(query, { after, since });
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
    const reply = await ask(
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

describe('honesty', () => {
  test('what the store lacks is an error that names it', async () => {
    const reply = await ask(
      '{ discountNodes(first: 1) { nodes { id } } }',
      {},
      await withScopes('read_discounts'),
    );
    expect(reply.errors?.[0]).toMatchObject({
      message: 'The local store does not implement QueryRoot.discountNodes yet.',
      extensions: { code: 'NOT_IMPLEMENTED' },
    });
  });

  test('a field whose scope was not granted is denied', async () => {
    const reply = await ask(
      '{ orders(first: 1) { nodes { id } } }',
      {},
      await withScopes('read_customers'),
    );
    expect(reply.errors?.[0]).toMatchObject({ extensions: { code: 'ACCESS_DENIED' } });
  });

  test('an empty bucket throttles until it has refilled', async () => {
    const small = await startOther({ throttle: { maximum: 20, restoreRate: 1 } });
    const query = '{ customers(first: 8) { nodes { id } } }';
    await expect(ask(query, {}, small)).resolves.toMatchObject({
      extensions: { cost: { actualQueryCost: 1 } },
    });
    const dear = '{ customers(first: 25) { nodes { id } } }';
    const reply = await ask(dear, {}, small);
    expect(reply.errors?.[0]).toMatchObject({
      message: 'Throttled',
      extensions: { code: 'THROTTLED' },
    });
    expect(reply.extensions).toMatchObject({
      cost: { throttleStatus: { maximumAvailable: 20, restoreRate: 1 } },
    });
  });

  const others: Store[] = [];

  afterAll(async () => {
    await Promise.all(others.map((other) => other.close()));
  });

  function withScopes(scopes: string): Promise<Store> {
    return startOther({ scopes });
  }

  async function startOther(options: Parameters<typeof startTestStore>[1]): Promise<Store> {
    const other = await startTestStore(NOWHERE, {
      ...options,
      webhooks: { subscribedTo: () => false },
    });
    others.push(other);
    return other;
  }
});
