import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WAIT_MS } from '#tests/setup/never.ts';
import type { Store } from './store.ts';
import { askAdmin, startWebhooklessStore } from './test-app.ts';

const ORDERS = '{ orders { edges { node { id name lineItems { edges { node { id } } } } } } }';
const RUN = `mutation ($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: true) {
    bulkOperation { id status } userErrors { code message }
  }
}`;
const LOOK =
  'query ($id: ID!) { bulkOperation(id: $id) { status url fileSize objectCount rootObjectCount } }';

type Run = { bulkOperation: { id: string } | null; userErrors: { code: string }[] };
type Look = { status: string; url: string | null; fileSize: string; objectCount: string };

let store: Store;

beforeAll(async () => {
  store = await startWebhooklessStore();
  const [first, second] = [...store.shop.products.values()];
  const lines = [first, second].map((one) => ({ variantId: one?.variantId ?? '', quantity: 1 }));
  for (let made = 0; made < 3; made += 1) store.shop.placeOrder({ lines, stock: 'leave' });
});

afterAll(async () => {
  await store.close();
});

async function run(query: string): Promise<Run> {
  const { data } = await askAdmin(store, RUN, { query });
  return (data as { bulkOperationRunQuery: Run }).bulkOperationRunQuery;
}

async function completed(id: string | undefined): Promise<Look> {
  return await vi.waitFor(async () => {
    const { data } = await askAdmin(store, LOOK, { id });
    const { bulkOperation } = data as { bulkOperation: Look };
    expect(bulkOperation.status).toBe('COMPLETED');
    return bulkOperation;
  }, WAIT_MS);
}

describe('bulk operations', () => {
  test('a file holds each object followed by its children, and is read in ranges', async () => {
    const { bulkOperation } = await run(ORDERS);
    const { url, fileSize, objectCount } = await completed(bulkOperation?.id);
    expect(objectCount).toBe('9');
    const whole = await (await fetch(url ?? '')).text();
    expect(Buffer.byteLength(whole)).toBe(Number(fileSize));
    const parents = whole
      .trim()
      .split('\n')
      .map((line) => Object.hasOwn(JSON.parse(line) as object, '__parentId'));
    expect(parents).toEqual([false, true, true, false, true, true, false, true, true]);
    const rest = await fetch(url ?? '', { headers: { range: 'bytes=100-' } });
    expect([rest.status, await rest.text()]).toEqual([206, whole.slice(100)]);
  });

  test('where there is nothing no file is made', async () => {
    const { bulkOperation } = await run('{ companies { edges { node { id } } } }');
    expect((await completed(bulkOperation?.id)).url).toBeNull();
  });

  test.each([
    ['{ shop { name } }'],
    ['{ orders { edges { node { nonsense } } } }'],
    [
      '{ companies { edges { node { locations { edges { node { orders { edges { node { id } } } } } } } } } }',
    ],
  ])('%s is refused', async (query) => {
    expect(await run(query)).toMatchObject({
      bulkOperation: null,
      userErrors: [{ code: 'INVALID' }],
    });
  });
});
