import { describe, expect, test } from 'vitest';
import { loadJourneyPolicy } from '#app/journeys/definitions/load-journeys.server.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import {
  auditedActions,
  calmerCarts,
  CHANGED_AT,
  definitionOf,
  definitionShop,
  policyVersionOf,
  publishContent,
} from '#tests/definitions/definition-shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { changeDefinition } from './change-definition.server.ts';

const db = await testDatabase();
const markup = createRenderer();
const KEY = abandonedCart.key;

describe('archiving', () => {
  const ask = (
    shopId: string,
    intent: 'archive' | 'restore',
    kind: 'journey' | 'email',
    key: string,
  ) => changeDefinition(db.pool, markup, shopId, { intent, kind, key }, 'ann', CHANGED_AT);

  test('a journey ends its runs for none, starts no more, and can be undone', async () => {
    const shopId = await definitionShop(db.pool);
    const before = await policyVersionOf(db.owner, shopId);
    expect(await ask(shopId, 'archive', 'journey', KEY)).toEqual({
      outcome: 'archived',
      kind: 'journey',
      key: KEY,
    });
    expect(await ask(shopId, 'archive', 'journey', KEY)).toEqual({ outcome: 'not_found' });
    const archived = await policyVersionOf(db.owner, shopId);
    expect(archived).not.toBe(before);
    const policy = await inShop(db.pool, shopId, (client) => loadJourneyPolicy(client, shopId));
    expect(policy.journeys.map(({ key }) => key)).not.toContain(KEY);
    expect(policy.earlierJourneys.map(({ key }) => key)).toContain(KEY);
    expect(await ask(shopId, 'restore', 'journey', KEY)).toEqual({ outcome: 'restored' });
    expect(await policyVersionOf(db.owner, shopId)).not.toBe(archived);
    expect(await auditedActions(db.owner, shopId)).toEqual([
      'journey.archived',
      'journey.restored',
    ]);
  });

  test('a journey of the gallery is refused while another one reminds of the same carts', async () => {
    const shopId = await definitionShop(db.pool);
    const add = () => ask(shopId, 'restore', 'journey', 'abandoned-checkout');
    const refused = await add();
    expect(refused.outcome).toBe('invalid');
    expect(JSON.stringify(refused)).toContain('archive “Abandoned cart”');
    await ask(shopId, 'archive', 'journey', KEY);
    expect(await add()).toEqual({ outcome: 'restored' });
    expect(await ask(shopId, 'restore', 'journey', KEY)).toMatchObject({ outcome: 'invalid' });
  });

  test('an email is refused while a journey or the app needs it, and a journey that needs an archived one stays', async () => {
    const shopId = await definitionShop(db.pool);
    expect(await ask(shopId, 'archive', 'email', 'basket-reminder-1')).toEqual({
      outcome: 'used',
      by: ['Abandoned cart'],
    });
    expect(await ask(shopId, 'archive', 'email', 'application-verify')).toEqual({
      outcome: 'used',
      by: ['Wholesale applications'],
    });
    await ask(shopId, 'archive', 'journey', KEY);
    expect((await ask(shopId, 'archive', 'email', 'basket-reminder-1')).outcome).toBe('archived');
    expect(await ask(shopId, 'restore', 'journey', KEY)).toMatchObject({
      outcome: 'invalid',
      problems: [{ stepId: 'offer', severity: 'warning' }, { stepId: 'mail-1' }],
    });
  });

  test('an email while a journey that needs it is restored: one of the two is refused', async () => {
    for (let round = 0; round < 5; round += 1) {
      const shopId = await definitionShop(db.pool);
      await ask(shopId, 'archive', 'journey', KEY);
      const outcomes = await Promise.all([
        ask(shopId, 'archive', 'email', 'basket-reminder-1'),
        ask(shopId, 'restore', 'journey', KEY),
      ]);
      const done = outcomes.filter(({ outcome }) => ['archived', 'restored'].includes(outcome));
      expect(done).toHaveLength(1);
    }
  });

  test('what belongs to another shop is untouched', async () => {
    const [shopId, otherId] = [await definitionShop(db.pool), await definitionShop(db.pool)];
    await publishContent(db.pool, otherId, 'journey', 'theirs', calmerCarts);
    expect(await ask(shopId, 'archive', 'journey', 'theirs')).toEqual({ outcome: 'not_found' });
    expect((await definitionOf(db.pool, otherId, 'journey', 'theirs'))?.archivedAt).toBeNull();
  });
});
