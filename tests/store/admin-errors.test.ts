import { afterAll, describe, expect, test } from 'vitest';
import type { Store } from './store.ts';
import { askAdmin, startWebhooklessStore } from './test-app.ts';

const opened: Store[] = [];

afterAll(async () => {
  await Promise.all(opened.map((store) => store.close()));
});

async function openStore(options: Parameters<typeof startWebhooklessStore>[0]): Promise<Store> {
  const store = await startWebhooklessStore(options);
  opened.push(store);
  return store;
}

describe('errors of the Admin API', () => {
  test('what the store lacks is an error that names it', async () => {
    const store = await openStore({ scopes: 'read_discounts' });
    const reply = await askAdmin(store, '{ discountNodes(first: 1) { nodes { id } } }');
    expect(reply.errors?.[0]).toMatchObject({
      message: 'The local store does not implement QueryRoot.discountNodes yet.',
      extensions: { code: 'NOT_IMPLEMENTED' },
    });
  });

  test('a field whose scope was not granted is denied', async () => {
    const store = await openStore({ scopes: 'read_customers' });
    const reply = await askAdmin(store, '{ orders(first: 1) { nodes { id } } }');
    expect(reply.errors?.[0]).toMatchObject({ extensions: { code: 'ACCESS_DENIED' } });
  });

  test('an empty bucket throttles until it has refilled', async () => {
    const store = await openStore({ throttle: { maximum: 20, restoreRate: 1 } });
    const query = '{ customers(first: 8) { nodes { id } } }';
    await expect(askAdmin(store, query)).resolves.toMatchObject({
      extensions: { cost: { actualQueryCost: 1 } },
    });
    const expensive = '{ customers(first: 25) { nodes { id } } }';
    const reply = await askAdmin(store, expensive);
    expect(reply.errors?.[0]).toMatchObject({
      message: 'Throttled',
      extensions: { code: 'THROTTLED' },
    });
    expect(reply.extensions).toMatchObject({
      cost: { throttleStatus: { maximumAvailable: 20, restoreRate: 1 } },
    });
  });
});
