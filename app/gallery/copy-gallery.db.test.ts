import { expect, test } from 'vitest';
import { copyMissing } from '#app/definitions/copy-gallery.server.ts';
import { galleryJourneys } from '#app/journeys/gallery/registry.ts';
import { earlierJourneys, journeyGallery, journeys } from '#app/journeys/gallery.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { loadShownJourneys } from '#app/journeys/page/shown-journeys.server.ts';
import { loadJourneyPolicy } from '#app/journeys/definitions/load-journeys.server.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { loadEmails } from '#app/messages/templates/load-emails.server.ts';
import { templates } from '#app/messages/templates.ts';
import { inShop } from '#app/platform/db.server.ts';
import { CHANGED_AT, definitionOf, publishContent } from '#tests/definitions/definition-shop.ts';
import { markupEmail } from '#tests/definitions/markup-email.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { changeDefinition } from './change-definition.server.ts';
import { loadAllDefinitions, loadDefinitionNames } from './load-names.server.ts';

const db = await testDatabase();

async function versionsOf(shopId: string): Promise<string[]> {
  const { rows } = await db.owner.query<{ version: string }>(
    `select kind || ' ' || key || '@' || version as version from definition_version
      where shop_id = $1 and kind = 'journey' order by 1`,
    [shopId],
  );
  return rows.map(({ version }) => version);
}

const EXPECTED = [...galleryJourneys.map(({ journey }) => journey), ...earlierJourneys]
  .map(({ key, version }) => `journey ${key}@${String(version)}`)
  .sort();

test('a shop gets the gallery once, with every version that its runs may be on', async () => {
  const { id } = await installedShop(db.pool);
  const first = await inShop(db.pool, id, (client) => loadAllDefinitions(client, id));
  const again = await inShop(db.pool, id, (client) => loadAllDefinitions(client, id));
  expect(again).toEqual(first);
  expect(await versionsOf(id)).toEqual(EXPECTED);
  const abandoned = first.find(({ key }) => key === 'abandoned-basket');
  expect(abandoned).toMatchObject({ liveVersion: 3, galleryVersion: 3, copiedVersion: 3 });
  expect(await inShop(db.pool, id, (client) => loadDefinitionNames(client, id))).toEqual(
    galleryNames,
  );
});

test('two who copy at once leave one gallery', async () => {
  const { id } = await installedShop(db.pool);
  await Promise.all(
    [1, 2, 3].map(() => inShop(db.pool, id, (client) => loadAllDefinitions(client, id))),
  );
  expect(await versionsOf(id)).toEqual(EXPECTED);
});

test('what a shop changed stays when the gallery is copied again', async () => {
  const { id } = await installedShop(db.pool);
  const content = { ...markupEmail(templateContent('order-thanks')), subject: 'Thanks a lot' };
  expect(await publishContent(db.pool, id, 'email', 'order-thanks', content)).toEqual({
    outcome: 'published',
    version: 4,
  });
  const emails = await inShop(db.pool, id, (client) => loadEmails(client, id));
  expect(emails.get('order-thanks')).toMatchObject({
    version: 4,
    content: { subject: 'Thanks a lot' },
  });
  expect(emails.size).toBe(templates.length);
});

test('a journey that a later version of the app ships starts no run before the merchant restores it', async () => {
  const { id } = await installedShop(db.pool);
  await inShop(db.pool, id, (client) => loadAllDefinitions(client, id));
  const [item] = journeyGallery;
  if (!item) throw new Error('The gallery has no journey.');
  await inShop(db.pool, id, (client) =>
    copyMissing(client, id, journeyKind, [{ ...item, key: 'later' }], []),
  );
  const later = await definitionOf(db.pool, id, 'journey', 'later');
  expect(later?.liveVersion).toBe(3);
  expect(later?.archivedAt).not.toBeNull();
  const policy = await inShop(db.pool, id, (client) => loadJourneyPolicy(client, id));
  expect(policy.journeys.map(({ key }) => key)).toEqual(journeys.map(({ key }) => key));
});

test('a journey of the gallery waits until it is added, and runs with one change from then on', async () => {
  const { id } = await installedShop(db.pool);
  const shown = () => inShop(db.pool, id, (client) => loadShownJourneys(client, id));
  const waiting = (await shown()).filter(({ isUnused }) => isUnused);
  expect(waiting.map(({ state }) => state)).not.toContain('live');
  expect(waiting).toHaveLength(galleryJourneys.length - journeys.length);
  const change = async (intent: 'archive' | 'restore', key: string) => {
    const asked = { intent, kind: 'journey', key } as const;
    return await changeDefinition(db.pool, createRenderer(), id, asked, 'ann', CHANGED_AT);
  };
  // It reminds of the same carts as another one of the gallery.
  await change('archive', 'abandoned-basket');
  for (const { journey } of waiting)
    expect(await change('restore', journey.key), journey.key).toEqual({ outcome: 'restored' });
  expect((await shown()).filter(({ isUnused }) => isUnused)).toEqual([]);
  const policy = await inShop(db.pool, id, (client) => loadJourneyPolicy(client, id));
  expect(policy.journeys).toHaveLength(galleryJourneys.length - 1);
});

test('the engine of a shop that changed nothing goes by the journeys of the gallery', async () => {
  const { id } = await installedShop(db.pool);
  const policy = await inShop(db.pool, id, (client) => loadJourneyPolicy(client, id));
  expect(policy).toEqual({ journeys, earlierJourneys: [], pausedKeys: new Set() });
});

test('shops that changed nothing share what is read of the gallery', async () => {
  const shops = [await installedShop(db.pool), await installedShop(db.pool)];
  const [one, other] = await Promise.all(
    shops.map(({ id }) => inShop(db.pool, id, (client) => loadEmails(client, id))),
  );
  for (const { key } of templates) expect(one?.get(key)?.content).toBe(other?.get(key)?.content);
});

function templateContent(wanted: string) {
  const found = templates.find(({ key }) => key === wanted);
  if (!found) throw new Error(`The gallery has no email ${wanted}.`);
  const { key: _key, ...content } = found;
  return content;
}
