import { expect, test } from 'vitest';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import { loadShownJourneys } from '#app/journeys/page/shown-journeys.server.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { readDraft } from '#app/definitions/store/drafts.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { loadScoreModel } from '#app/scoring/store/score-models.server.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';
import {
  auditedActions,
  calmerCarts,
  definitionOf,
  definitionShop,
  policyVersionOf,
  publishContent,
} from '#tests/definitions/definition-shop.ts';
import { banner, coffee, journey, regulars } from '#tests/fixtures/file-definitions.ts';
import { abandonedCheckoutFlow, klaviyoMetrics } from '#tests/fixtures/klaviyo-flows.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { applyImport } from './apply-import.server.ts';
import { writeDefinitionFile } from './definition-file.ts';
import { exportDefinitions } from './export-definitions.server.ts';
import { TRANSFER_KINDS, type FileDefinition } from './file-definition.ts';
import type { ChosenFile } from './file-text.ts';
import type { ImportChoice, ImportPlan } from './import-outcome.ts';
import { loadImportPlan } from './load-import-plan.server.ts';
import { loadTransferState } from './load-transfer-state.server.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 10, 30, 12);

function fileOf(...definitions: FileDefinition[]): ChosenFile {
  return { name: 'a.json', text: writeDefinitionFile(definitions, 'other.example', NOW) };
}

async function planOf(shopId: string, ...files: ChosenFile[]): Promise<ImportPlan> {
  return (await inShop(db.pool, shopId, (client) => loadImportPlan(client, shopId, files))).plan;
}

/** Imports what the page would choose, or what is given. */
async function importFiles(shopId: string, files: ChosenFile[], chosen?: ImportChoice[]) {
  const { definitions, digest } = await planOf(shopId, ...files);
  const usual = definitions.flatMap(({ id, isChosen, modes: [mode] }): ImportChoice[] =>
    isChosen && mode ? [{ id, mode }] : [],
  );
  return await applyImport(db.pool, shopId, files, chosen ?? usual, digest, 'ann', NOW);
}

async function draftOf(shopId: string, kind: 'journey' | 'email' | 'banner', key: string) {
  return await inShop(db.pool, shopId, (client) => readDraft(client, shopId, kind, key));
}

async function segmentsOf(shopId: string) {
  return await inShop(db.pool, shopId, (client) => loadSegments(client, shopId));
}

test('what one store exports another takes, as drafts and unused segments, whatever the order in the file', async () => {
  const [from, to] = [await definitionShop(db.pool), await definitionShop(db.pool)];
  const file = fileOf(journey, regulars, banner, coffee);
  expect(await importFiles(from, [file])).toMatchObject({
    outcome: 'imported',
    imported: [
      { key: 'coffee_people' },
      { key: 'regulars' },
      { key: 'coffee' },
      { key: 'new-roast' },
    ],
  });
  const texts = await inShop(db.pool, from, (client) =>
    exportDefinitions(
      client,
      { id: from, domain: 'fern.example' },
      { kinds: TRANSFER_KINDS, id: null },
      'ann',
      NOW,
    ),
  );
  const exported = { name: 'b.json', text: texts?.[0] ?? '' };
  const plan = await planOf(to, exported);
  expect(plan.problems).toEqual([]);
  // The gallery and the score model are the same in both.
  const different = plan.definitions.filter(({ state }) => state !== 'same');
  expect(different.map(({ id, state, missing }) => ({ id, state, missing }))).toEqual(
    ['journey:new-roast', 'banner:coffee', 'segment:coffee_people', 'segment:regulars'].map(
      (id) => ({ id, state: 'new', missing: [] }),
    ),
  );
  expect(await importFiles(to, [exported])).toMatchObject({ outcome: 'imported' });
  expect(await draftOf(to, 'journey', 'new-roast')).toEqual(
    await draftOf(from, 'journey', 'new-roast'),
  );
  expect(await definitionOf(db.pool, to, 'journey', 'new-roast')).toMatchObject({
    liveVersion: null,
  });
  expect((await segmentsOf(to)).get('regulars')).toMatchObject({ name: 'Regulars', version: 1 });
  const again = await planOf(to, exported);
  expect(new Set(again.definitions.map(({ state }) => state))).toEqual(new Set(['same']));
  expect(await auditedActions(db.owner, from)).toContain('transfer.exported');
});

test('a changed journey becomes the draft of the live one, which stays live', async () => {
  const shopId = await definitionShop(db.pool);
  const version = await policyVersionOf(db.owner, shopId);
  const before = await definitionOf(db.pool, shopId, 'journey', 'abandoned-basket');
  const file = fileOf({ kind: 'journey', key: 'abandoned-basket', content: calmerCarts });
  const [planned] = (await planOf(shopId, file)).definitions;
  expect(planned).toMatchObject({ state: 'changed', modes: ['as_it_is', 'copy'], isChosen: true });
  expect(planned?.changes.length).toBeGreaterThan(0);
  expect(await importFiles(shopId, [file])).toMatchObject({ outcome: 'imported' });
  expect(await draftOf(shopId, 'journey', 'abandoned-basket')).toMatchObject({
    content: { name: 'Calmer carts' },
    basedOnVersion: before?.liveVersion,
  });
  expect(await definitionOf(db.pool, shopId, 'journey', 'abandoned-basket')).toMatchObject({
    name: 'Abandoned cart',
    liveVersion: before?.liveVersion,
  });
  expect(await policyVersionOf(db.owner, shopId)).toBe(version);
});

test('a draft that is there is not replaced unless that is chosen', async () => {
  const shopId = await definitionShop(db.pool);
  const file = fileOf({ kind: 'journey', key: 'abandoned-basket', content: calmerCarts });
  await importFiles(shopId, [file]);
  const other = { ...calmerCarts, name: 'Calmest carts' };
  const next = fileOf({ kind: 'journey', key: 'abandoned-basket', content: other });
  const [planned] = (await planOf(shopId, next)).definitions;
  expect(planned).toMatchObject({ isChosen: false });
  expect(planned?.cautions).toEqual([
    'It replaces a draft that is here, and that is not published.',
  ]);
  await importFiles(shopId, [next], [{ id: 'journey:abandoned-basket', mode: 'as_it_is' }]);
  expect(await draftOf(shopId, 'journey', 'abandoned-basket')).toMatchObject({ revision: 2 });
});

test('copies stand beside what is there, and refer to each other', async () => {
  const shopId = await definitionShop(db.pool);
  const file = fileOf(journey, banner, coffee, regulars);
  await importFiles(shopId, [file]);
  const changed = (one: FileDefinition, change: object): FileDefinition => ({
    ...one,
    content: { ...(one.content as object), ...change },
  });
  const next = fileOf(
    changed(journey, { purpose: 'Again' }),
    changed(banner, { text: 'Again' }),
    changed(coffee, { purpose: 'Again' }),
  );
  const copies = ['journey:new-roast', 'banner:coffee', 'segment:coffee_people'].map((id) => ({
    id,
    mode: 'copy' as const,
  }));
  expect(await importFiles(shopId, [next], copies)).toMatchObject({
    outcome: 'imported',
    imported: [
      { key: 'coffee_people_imported', name: 'Coffee people (imported)' },
      { key: 'coffee-imported' },
      { key: 'new-roast-imported' },
    ],
  });
  expect(await draftOf(shopId, 'journey', 'new-roast-imported')).toMatchObject({
    content: {
      name: 'New roast (imported)',
      trigger: { segment: 'coffee_people_imported' },
      // Not among the copies.
      exitConditions: [{ segment: 'regulars' }],
      steps: [{ template: 'coffee-imported' }, {}],
    },
  });
  expect((await segmentsOf(shopId)).get('coffee_people')).toMatchObject({ version: 1 });
});

test('a segment and a score model replace those in use only when that is chosen, and all people are looked at again', async () => {
  const shopId = await definitionShop(db.pool);
  await importFiles(shopId, [fileOf(coffee)]);
  await db.owner.query(`update segment set owner = 'Ann' where shop_id = $1`, [shopId]);
  const { model } = await inShop(db.pool, shopId, (client) => loadScoreModel(client, shopId));
  const file = fileOf(
    {
      ...coffee,
      content: {
        ...(coffee.content as object),
        predicate: { field: 'orders', is: 'at_least', value: 3 },
      },
    },
    { kind: 'score_model', key: 'score-model', content: { ...model, intentShare: 0.4 } },
  );
  const { definitions } = await planOf(shopId, file);
  expect(definitions).toMatchObject([
    { state: 'changed', isChosen: false, modes: ['as_it_is', 'copy'] },
    { state: 'changed', isChosen: false, modes: ['as_it_is'] },
  ]);
  const version = await policyVersionOf(db.owner, shopId);
  const all = definitions.map(({ id }) => ({ id, mode: 'as_it_is' as const }));
  expect(await importFiles(shopId, [file], all)).toMatchObject({ outcome: 'imported' });
  expect((await segmentsOf(shopId)).get('coffee_people')).toMatchObject({
    version: 2,
    owner: 'Ann',
  });
  const after = await inShop(db.pool, shopId, (client) => loadScoreModel(client, shopId));
  expect(after).toMatchObject({ version: 2, model: { intentShare: 0.4 } });
  expect(await policyVersionOf(db.owner, shopId)).not.toBe(version);
});

test('nothing is written when one definition is refused, and what is missing is said before', async () => {
  const shopId = await definitionShop(db.pool);
  const { definitions } = await planOf(shopId, fileOf(banner, regulars));
  expect(definitions).toMatchObject([
    { missing: [], modes: ['as_it_is'] },
    { missing: ['Segment “coffee_people”'], modes: [] },
  ]);
  const circle = {
    ...coffee,
    content: { ...(coffee.content as object), predicate: { segment: 'regulars', is: 'in' } },
  };
  expect(await importFiles(shopId, [fileOf(banner, regulars, circle)])).toMatchObject({
    outcome: 'refused',
  });
  expect(await draftOf(shopId, 'banner', 'coffee')).toBeUndefined();
});

test('a store that changed since the difference was shown is shown again, and nothing is written', async () => {
  const shopId = await definitionShop(db.pool);
  const files = [fileOf(banner)];
  const { digest } = await planOf(shopId, ...files);
  await publishContent(db.pool, shopId, 'banner', 'coffee', {
    ...(banner.content as object),
    heading: 'Old roast',
  });
  const choices = [{ id: 'banner:coffee', mode: 'as_it_is' as const }];
  expect(await applyImport(db.pool, shopId, files, choices, digest, 'ann', NOW)).toMatchObject({
    outcome: 'changed_meanwhile',
    plan: { definitions: [{ state: 'changed' }] },
  });
  expect(await draftOf(shopId, 'banner', 'coffee')).toBeUndefined();
});

test('a journey that waits in the gallery takes a draft, and publishing that takes it into use', async () => {
  const shopId = await definitionShop(db.pool);
  const state = await inShop(db.pool, shopId, (client) => loadTransferState(client, shopId));
  const waiting = [...state.current.values()].find(
    ({ kind, isUnused }) => kind === 'journey' && isUnused,
  );
  if (!waiting) throw new Error('No journey waits in the gallery.');
  const content = { ...(waiting.live as object), purpose: 'As another store has it' };
  const file = fileOf({ kind: 'journey', key: waiting.key, content });
  expect(await importFiles(shopId, [file])).toMatchObject({ outcome: 'imported' });
  expect((await definitionOf(db.pool, shopId, 'journey', waiting.key))?.archivedAt).not.toBeNull();
  const shown = await inShop(db.pool, shopId, (client) => loadShownJourneys(client, shopId));
  expect(shown.find(({ journey: one }) => one.key === waiting.key)?.isUnused).toBeUndefined();
  const published = await changeDefinition(
    db.pool,
    createRenderer(),
    shopId,
    {
      intent: 'publish',
      kind: 'journey',
      key: waiting.key,
      revision: 1,
      base: waiting.version,
    },
    'ann',
    NOW,
  );
  expect(published).toMatchObject({ outcome: 'published' });
  expect(await definitionOf(db.pool, shopId, 'journey', waiting.key)).toMatchObject({
    archivedAt: null,
  });
});

test('two imports at once of the same file write it once', async () => {
  const shopId = await definitionShop(db.pool);
  const files = [fileOf(banner, coffee)];
  const done = await Promise.all([1, 2].map(() => importFiles(shopId, files)));
  const outcomes = done.map(({ outcome }) => outcome).sort();
  // The second saw it either as it was before, or as the same.
  expect(outcomes[1]).toBe('imported');
  expect(await draftOf(shopId, 'banner', 'coffee')).toMatchObject({ revision: 1 });
});

test('a flow of Klaviyo becomes a journey and its emails, as drafts', async () => {
  const shopId = await definitionShop(db.pool);
  const files = [klaviyoMetrics, abandonedCheckoutFlow].map((json, index) => ({
    name: `${String(index)}.json`,
    text: JSON.stringify(json),
  }));
  expect(await importFiles(shopId, files)).toMatchObject({ outcome: 'imported' });
  expect(await draftOf(shopId, 'journey', 'klaviyo-abandoned-checkout-xvtp5q')).toBeDefined();
  const state = await inShop(db.pool, shopId, (client) => loadTransferState(client, shopId));
  const emails = [...state.current.values()].filter(({ key }) => key.startsWith('klaviyo-'));
  expect(emails.map(({ kind, live }) => ({ kind, live }))).toEqual([
    { kind: 'journey', live: null },
    ...[1, 2, 3].map(() => ({ kind: 'email', live: null })),
  ]);
});
