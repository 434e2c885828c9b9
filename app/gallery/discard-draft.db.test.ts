import { describe, expect, test } from 'vitest';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import {
  auditedActions,
  calmerCarts,
  CHANGED_AT,
  definitionOf,
  definitionShop,
  draftSaver,
} from '#tests/definitions/definition-shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { changeDefinition } from './change-definition.server.ts';

const db = await testDatabase();
const markup = createRenderer();
const KEY = abandonedCart.key;

const save = draftSaver(db.pool, KEY);

describe('a refused or discarded draft', () => {
  const drafted = { content: calmerCarts, revision: 0, base: null };

  test('of one who read another state makes no definition', async () => {
    const shopId = await definitionShop(db.pool);
    for (const stale of [
      { revision: 3, base: null },
      { revision: 0, base: 2 },
    ]) {
      const sent = { content: calmerCarts, ...stale };
      expect(await save(shopId, sent, 'ann', 'my-own')).toEqual({
        outcome: 'conflict',
        newer: null,
      });
    }
    expect(await definitionOf(db.pool, shopId, 'journey', 'my-own')).toBeUndefined();
  });

  const discard = (shopId: string, key: string, revision: number) =>
    changeDefinition(
      db.pool,
      markup,
      shopId,
      { intent: 'discard_draft', kind: 'journey', key, revision },
      'ann',
      CHANGED_AT,
    );

  test('is removed with its definition when that was never published', async () => {
    const shopId = await definitionShop(db.pool);
    await save(shopId, drafted, 'ann', 'my-own');
    expect(await discard(shopId, 'my-own', 2)).toEqual({ outcome: 'conflict' });
    expect(await discard(shopId, 'my-own', 1)).toEqual({ outcome: 'discarded' });
    expect(await discard(shopId, 'my-own', 1)).toEqual({ outcome: 'not_found' });
    expect(await definitionOf(db.pool, shopId, 'journey', 'my-own')).toBeUndefined();
    expect(await auditedActions(db.owner, shopId)).toContain('journey.draft_discarded');
  });

  test('leaves what is live', async () => {
    const shopId = await definitionShop(db.pool);
    await save(shopId, { content: calmerCarts, revision: 0, base: 3 });
    expect(await discard(shopId, KEY, 1)).toEqual({ outcome: 'discarded' });
    expect((await definitionOf(db.pool, shopId, 'journey', KEY))?.liveVersion).toBe(3);
    expect(await discard(shopId, KEY, 1)).toEqual({ outcome: 'not_found' });
  });
});
