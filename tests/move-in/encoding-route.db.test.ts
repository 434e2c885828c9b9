import { afterAll, beforeAll, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { beginFile } from '#app/imports/csv/files.server.ts';
import { loadCsvImport } from '#app/imports/csv/store/files.server.ts';
import { completeFile } from '#app/imports/csv/chunks.server.ts';
import { saveChunk } from '#app/imports/csv/store/chunks.server.ts';
import type { RouteAnswer } from '#tests/access/call-route.ts';
import { STAFF } from '#tests/access/open-routes.ts';
import { openRouteCalls, SHOP_ID } from '#tests/access/route-calls.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 10, 21, 12);
const routes = await openRouteCalls(db);

beforeAll(() => routes.call('app', 'GET', {}, STAFF.owner));
afterAll(routes.close);

/** A file of a shop that waits for its encoding. */
async function fileAwaitingEncoding(shopId: string): Promise<string> {
  const bytes = Buffer.from('Email,Name\na@fern.example,Dvo\xf8\xe1k\n', 'latin1');
  return await inShop(db.pool, shopId, async (client) => {
    const file = { fileName: 'people.csv', bytes: bytes.length, actor: 'staff', now: NOW };
    const begun = await beginFile(client, shopId, file);
    if (begun.outcome !== 'begun') throw new Error(begun.reason);
    await saveChunk(client, shopId, begun.id, 0, bytes);
    await completeFile(client, shopId, begun.id);
    return begun.id;
  });
}

async function stateOf(shopId: string, id: string): Promise<string | undefined> {
  return (await inShop(db.pool, shopId, (client) => loadCsvImport(client, shopId, id)))?.state;
}

function choose(id: string, encoding: string): Promise<RouteAnswer> {
  const form = { intent: 'encoding', encoding };
  return routes.call('app.settings_.move-in.$id', 'POST', { params: { id }, form }, STAFF.owner);
}

test('an encoding that is chosen on the page of a file is what the file is read in', async () => {
  const id = await fileAwaitingEncoding(SHOP_ID);
  expect((await choose(id, 'windows-1250')).status).toBe(200);
  expect(
    await inShop(db.pool, SHOP_ID, (client) => loadCsvImport(client, SHOP_ID, id)),
  ).toMatchObject({
    state: 'mapping',
    sample: [['a@fern.example', 'Dvořák']],
  });
});

test('an encoding that is not offered is refused, and the file goes on waiting', async () => {
  const id = await fileAwaitingEncoding(SHOP_ID);
  expect((await choose(id, 'utf-7')).status).toBe(400);
  expect(await stateOf(SHOP_ID, id)).toBe('encoding');
});

test("the encoding of another shop's file cannot be chosen", async () => {
  const other = await installedShop(db.pool);
  const id = await fileAwaitingEncoding(other.id);
  await choose(id, 'windows-1250');
  expect(await stateOf(other.id, id)).toBe('encoding');
});
