import { expect, test } from 'vitest';
import type { DefinitionKind } from '#app/definitions/definition-kind.ts';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { inShop } from '#app/platform/db.server.ts';
import { CHANGED_AT, definitionOf, publishContent } from '#tests/definitions/definition-shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { availableUpdates } from './available-updates.server.ts';
import { loadAllDefinitions, namesOf } from './load-names.server.ts';
import { galleryKindOf, type GalleryKind } from './registry.ts';
import { declineUpdate, offerAgain, takeUpdate } from './update.server.ts';

const db = await testDatabase();
const KEY = abandonedCart.key;

/** The gallery of a pretend later version of the app: the journey waits two hours instead of one. */
const content = {
  ...contentOf(abandonedCart),
  steps: abandonedCart.steps.map((step) =>
    step.kind === 'wait' && step.id === 'wait-1' ? { ...step, ms: 2 * step.ms } : step,
  ),
};

function laterGallery(kind: DefinitionKind, key: string, later: { name: string }) {
  const { record, items } = galleryKindOf(kind);
  const updated = items.map((item) => {
    const galleryVersion = (item.versions.at(-1)?.galleryVersion ?? 0) + 1;
    const versions = [...item.versions, { galleryVersion, content: later }];
    return item.key === key ? { ...item, versions } : item;
  });
  return { record, items: updated };
}

const LATER = laterGallery('journey', KEY, content);

async function offered(shopId: string, gallery: GalleryKind<{ name: string }> = LATER) {
  return await inShop(db.pool, shopId, async (client) => {
    const rows = await loadAllDefinitions(client, shopId);
    return await availableUpdates(client, shopId, gallery.record.kind, rows, gallery);
  });
}

async function take(shopId: string, galleryVersion: number, base: number) {
  return await inShop(db.pool, shopId, async (client) => {
    const names = namesOf(await loadAllDefinitions(client, shopId));
    const seen = { kind: 'journey' as const, key: KEY, galleryVersion, base };
    return await takeUpdate(client, shopId, seen, names, 'ann', CHANGED_AT, LATER);
  });
}

test('nothing is offered while the app ships what the shop has', async () => {
  const { id } = await installedShop(db.pool);
  expect(await offered(id, galleryKindOf('journey'))).toEqual([]);
});

test('an update is offered with its difference in words, taken as the next version, and then no more', async () => {
  const { id } = await installedShop(db.pool);
  expect(await offered(id)).toEqual([
    {
      kind: 'journey',
      key: KEY,
      name: 'Abandoned cart',
      version: 3,
      galleryVersion: 4,
      replacesChanges: false,
      changes: [
        {
          id: 'wait-1',
          name: 'Wait 2 hours',
          change: 'changed',
          fields: [{ name: 'Step', before: 'Wait 1 hour', after: 'Wait 2 hours' }],
        },
      ],
    },
  ]);
  expect(await take(id, 4, 2)).toEqual({ outcome: 'conflict' });
  expect(await take(id, 5, 3)).toEqual({ outcome: 'conflict' });
  expect(await take(id, 4, 3)).toEqual({ outcome: 'updated', version: 4 });
  expect(await definitionOf(db.pool, id, 'journey', KEY)).toMatchObject({
    liveVersion: 4,
    galleryVersion: 4,
    copiedVersion: 4,
  });
  expect(await offered(id)).toEqual([]);
});

test('an update of what the shop changed says that it replaces the changes', async () => {
  const { id } = await installedShop(db.pool);
  const own = { ...contentOf(abandonedCart), name: 'My carts' };
  await publishContent(db.pool, id, 'journey', KEY, own);
  expect(await offered(id)).toMatchObject([
    { name: 'My carts', version: 4, galleryVersion: 4, replacesChanges: true },
  ]);
  expect(await take(id, 4, 4)).toEqual({ outcome: 'updated', version: 5 });
});

test('an update that is declined is offered again when that is undone, and the next one in any case', async () => {
  const { id } = await installedShop(db.pool);
  await offered(id);
  const seen = { kind: 'journey', key: KEY, galleryVersion: 4 } as const;
  const decline = () =>
    inShop(db.pool, id, (client) => declineUpdate(client, id, seen, 'ann', CHANGED_AT, LATER));
  expect(await decline()).toEqual({ outcome: 'declined', ...seen });
  expect(await offered(id)).toEqual([]);
  await inShop(db.pool, id, (client) => offerAgain(client, id, seen, 'ann', CHANGED_AT));
  expect(await offered(id)).toHaveLength(1);
  await decline();
  const items = LATER.items.map((item) => ({
    ...item,
    versions: [...item.versions, ...(item.key === KEY ? [{ galleryVersion: 5, content }] : [])],
  }));
  expect(await offered(id, { ...LATER, items })).toMatchObject([{ galleryVersion: 5 }]);
});

test('an update that is not offered cannot be declined', async () => {
  const { id } = await installedShop(db.pool);
  await offered(id);
  for (const galleryVersion of [1, 2, 3, 5]) {
    const seen = { kind: 'journey', key: KEY, galleryVersion } as const;
    const outcome = await inShop(db.pool, id, (client) =>
      declineUpdate(client, id, seen, 'ann', CHANGED_AT, LATER),
    );
    expect(outcome).toEqual({ outcome: 'conflict' });
  }
  expect(await offered(id)).toHaveLength(1);
});

test('a later email and a later banner are offered in the same way', async () => {
  const { id } = await installedShop(db.pool);
  for (const [kind, key] of [
    ['email', 'order-thanks'],
    ['banner', 'basket-banner'],
  ] as const) {
    const item = galleryKindOf(kind).items.find((one) => one.key === key);
    const later = { ...item?.versions.at(-1)?.content, name: 'Renamed' };
    const [update] = await offered(id, laterGallery(kind, key, later));
    const galleryVersion = kind === 'email' ? 4 : 2;
    expect(update).toMatchObject({ kind, key, galleryVersion, replacesChanges: false });
    expect(update?.changes[0]?.fields).toMatchObject([{ name: 'Name', after: 'Renamed' }]);
  }
});
