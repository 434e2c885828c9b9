import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { emailGallery } from '#app/messages/templates.ts';
import { emailKind } from '#app/messages/templates/email-kind.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { shopDefinitions } from '#app/definitions/copy-gallery.server.ts';
import {
  createContentCache,
  liveVersions,
  readVersions,
} from '#app/definitions/read-versions.server.ts';

const db = await testDatabase();

test('contents that leave the cache while others are read are not left out', async () => {
  const { id } = await installedShop(db.pool);
  const keys = await inShop(db.pool, id, async (client) => {
    const rows = await shopDefinitions(client, id, emailKind, emailGallery);
    const versions = liveVersions(rows).slice(0, 4);
    const cache = createContentCache(2);
    await readVersions(client, id, emailKind, versions.slice(0, 2), cache);
    const read = await readVersions(client, id, emailKind, versions, cache);
    return { asked: versions.map(({ key }) => key), read: read.map(({ key }) => key) };
  });
  expect(keys.asked).toHaveLength(4);
  expect(keys.read).toEqual(keys.asked);
});

test('a content that is longer than the cache is read all the same', async () => {
  const { id } = await installedShop(db.pool);
  const cache = createContentCache();
  await inShop(db.pool, id, async (client) => {
    const rows = await shopDefinitions(client, id, emailKind, emailGallery);
    const versions = liveVersions(rows).slice(0, 1);
    expect(await readVersions(client, id, emailKind, versions, cache)).toHaveLength(1);
  });
  cache.set('long', { text: 'x'.repeat(10_000_001) });
  expect(cache.has('long')).toBe(false);
});
