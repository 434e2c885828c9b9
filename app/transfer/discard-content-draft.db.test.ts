import { expect, test } from 'vitest';
import { readDraft } from '#app/definitions/store/drafts.server.ts';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { definitionShop } from '#tests/definitions/definition-shop.ts';
import { banner } from '#tests/fixtures/file-definitions.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { discardContentDraft } from './discard-content-draft.server.ts';
import { TransferIntent } from './transfer-intent.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 10, 30, 12);
const renderer = createRenderer();
const target = { kind: 'banner', key: 'coffee' } as const;

/** Saves what a form says, as the page reads it. */
async function save(shopId: string, form: Record<string, string>): Promise<void> {
  const intent = TransferIntent.parse(form);
  if (intent.intent !== 'save_draft') throw new Error(intent.intent);
  await changeDefinition(db.pool, renderer, shopId, intent, 'ann', NOW);
}

test('a discarded draft of a banner comes back as it was', async () => {
  const shopId = await definitionShop(db.pool);
  const draft = () =>
    inShop(db.pool, shopId, (client) => readDraft(client, shopId, target.kind, target.key));
  const content = JSON.stringify(banner.content);
  await save(shopId, { intent: 'save_draft', ...target, content, revision: '0', base: '' });
  const before = await draft();
  expect(before).toBeDefined();
  const discard = { intent: 'discard_draft', ...target, revision: 1 } as const;
  const outcome = await discardContentDraft(db.pool, renderer, shopId, discard, 'ann', NOW);
  if (outcome.outcome !== 'discarded') throw new Error(outcome.outcome);
  expect(await draft()).toBeUndefined();
  await save(shopId, outcome.undo);
  expect(await draft()).toEqual(before);
});
