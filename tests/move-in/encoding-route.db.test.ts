import { afterAll, beforeAll, expect, test } from 'vitest';
import { inShop } from '#app/db.server.ts';
import { beginFile, moveIn } from '#app/move-in/files.server.ts';
import { completeFile, saveSlice } from '#app/move-in/slices.server.ts';
import type { Services } from '#app/services.server.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import { APP_URL, openServices } from '#tests/access/access-world.ts';
import { callRoute, routeModules, type RouteAnswer } from '#tests/access/call-route.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { connectTo } from '#tests/store/connect-to.ts';
import type { Store } from '#tests/store/start.ts';
import { startTestStore } from '#tests/store/test-app.ts';

const db = await testDatabase();
const SHOP = 'tendril-demo.myshopify.com';
const NOW = Date.UTC(2026, 10, 21, 12);
const modules = await routeModules();
let store: Store;
let services: Services;

beforeAll(async () => {
  store = await startTestStore(APP_URL);
  services = await openServices(db);
  connectTo(store.url);
  await ask('app', 'GET', {});
});
afterAll(async () => {
  await services.close();
  await store.close();
});

async function ask(
  route: string,
  method: 'GET' | 'POST',
  input: { params?: Record<string, string>; form?: Record<string, string> },
): Promise<RouteAnswer> {
  const module = modules.get(route);
  if (!module) throw new Error(`There is no route ${route}.`);
  return await callRoute(module, method, input, { shop: SHOP, services, staffId: '1' });
}

/** A file of a shop that waits for its encoding. */
async function waitingFile(shopId: string): Promise<string> {
  const bytes = Buffer.from('Email,Name\na@fern.example,Dvo\xf8\xe1k\n', 'latin1');
  return await inShop(db.pool, shopId, async (client) => {
    const file = { fileName: 'people.csv', bytes: bytes.length, actor: 'staff', now: NOW };
    const begun = await beginFile(client, shopId, file);
    if (begun.outcome !== 'begun') throw new Error(begun.reason);
    await saveSlice(client, shopId, begun.id, 0, bytes);
    await completeFile(client, shopId, begun.id);
    return begun.id;
  });
}

async function stateOf(shopId: string, id: string): Promise<string | undefined> {
  return (await inShop(db.pool, shopId, (client) => moveIn(client, shopId, id)))?.state;
}

function choose(id: string, encoding: string): Promise<RouteAnswer> {
  const form = { intent: 'encoding', encoding };
  return ask('app.settings_.move-in.$id', 'POST', { params: { id }, form });
}

test('an encoding that is chosen on the page of a file is what the file is read in', async () => {
  const id = await waitingFile(shopIdOf(SHOP));
  expect((await choose(id, 'windows-1250')).status).toBe(200);
  expect(
    await inShop(db.pool, shopIdOf(SHOP), (client) => moveIn(client, shopIdOf(SHOP), id)),
  ).toMatchObject({
    state: 'mapping',
    sample: [['a@fern.example', 'Dvořák']],
  });
});

test('an encoding that is not offered is refused, and the file goes on waiting', async () => {
  const id = await waitingFile(shopIdOf(SHOP));
  expect((await choose(id, 'utf-7')).status).toBe(400);
  expect(await stateOf(shopIdOf(SHOP), id)).toBe('encoding');
});

test("the encoding of another shop's file cannot be chosen", async () => {
  const other = await installedShop(db.pool);
  const id = await waitingFile(other.id);
  await choose(id, 'windows-1250');
  expect(await stateOf(other.id, id)).toBe('encoding');
});
