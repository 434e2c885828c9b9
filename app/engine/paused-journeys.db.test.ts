import { expect, test } from 'vitest';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { loadShownJourneys } from '#app/journeys/page/shown-journeys.server.ts';
import { releaseHeldRuns } from './release-held-runs.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { auditedActions, CHANGED_AT } from '#tests/definitions/definition-shop.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { startCheckoutAsSubscriber } from '#tests/setup/checkout-starter.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receive, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';

const db = await testDatabase();
const markup = createRenderer();
const KEY = abandonedCart.key;

async function ask(shopId: string, intent: 'pause' | 'resume' | 'archive') {
  const asked = { intent, kind: 'journey', key: KEY } as const;
  return await changeDefinition(db.pool, markup, shopId, asked, 'ann', CHANGED_AT);
}

async function runsOf(shopId: string) {
  const { rows } = await db.owner.query<object>(
    `select state, step_id as step, wake_at is null as "standsStill" from journey_run where shop_id = $1`,
    [shopId],
  );
  return rows;
}

async function effectsOf(shopId: string): Promise<string[]> {
  const { rows } = await db.owner.query<{ effect: string }>(
    `select concat_ws(' ', payload ->> 'template', state, reason) as effect from effect
      where shop_id = $1 and kind = 'email' order by created_at`,
    [shopId],
  );
  return rows.map(({ effect }) => effect);
}

async function releaseAt(shopId: string, now: number): Promise<void> {
  await releaseHeldRuns(await workerAt(db.pool, now), shopId);
  await drainAt(db.pool, shopId, now);
}

test('people in a paused journey stand still, nothing starts, and all go on when it is resumed', async () => {
  const { id } = await installedShop(db.pool);
  await startCheckoutAsSubscriber(db.pool, id);
  expect(await ask(id, 'pause')).toEqual({ outcome: 'paused', kind: 'journey', key: KEY });
  expect(await ask(id, 'pause')).toEqual({ outcome: 'not_found' });
  const other = { token: 'k2', cart_token: 'c2', email: 'bea@other.example', customer: null };
  await receive(db.pool, id, 'checkouts/create', checkoutPayload(other), 'other');
  await drainAt(db.pool, id, SEEN_AT + 2 * HOUR);
  expect(await runsOf(id)).toEqual([{ state: 'active', step: 'wait-1', standsStill: true }]);
  expect(await effectsOf(id)).toEqual([]);
  const shown = await inShop(db.pool, id, (client) => loadShownJourneys(client, id));
  expect(shown.find(({ journey }) => journey.key === KEY)?.state).toBe('paused');
  // Nothing is due that would wake the shop again and again.
  const { rows } = await db.owner.query<{ due: Date | null }>(
    'select min(wake_at) as due from journey_run where shop_id = $1',
    [id],
  );
  expect(rows[0]?.due).toBeNull();
  expect(await ask(id, 'resume')).toEqual({ outcome: 'resumed', kind: 'journey', key: KEY });
  await releaseAt(id, SEEN_AT + 3 * HOUR);
  await releaseAt(id, SEEN_AT + 3 * HOUR);
  expect(await runsOf(id)).toEqual([{ state: 'active', step: 'wait-2', standsStill: false }]);
  expect(await effectsOf(id)).toEqual(['basket-reminder-1 ready']);
  expect(await auditedActions(db.owner, id)).toEqual(['journey.paused', 'journey.resumed']);
});

test('an email that is more than a day late after a pause is skipped as stale, with a decision', async () => {
  const { id } = await installedShop(db.pool);
  await startCheckoutAsSubscriber(db.pool, id);
  await ask(id, 'pause');
  await drainAt(db.pool, id, SEEN_AT + 2 * HOUR);
  await ask(id, 'resume');
  await releaseAt(id, SEEN_AT + 30 * HOUR);
  expect(await effectsOf(id)).toEqual(['basket-reminder-1 skipped stale', 'cart-questions ready']);
  const { rows } = await db.owner.query<{ outcome: string }>(
    `select outcome from decision where shop_id = $1 and reason = 'stale'`,
    [id],
  );
  expect(rows).toEqual([{ outcome: 'skipped' }]);
});

test('a paused journey that is archived lets its people go on', async () => {
  const { id } = await installedShop(db.pool);
  await startCheckoutAsSubscriber(db.pool, id);
  await ask(id, 'pause');
  await drainAt(db.pool, id, SEEN_AT + 2 * HOUR);
  await ask(id, 'archive');
  await releaseAt(id, SEEN_AT + 3 * HOUR);
  expect(await runsOf(id)).toEqual([{ state: 'active', step: 'wait-2', standsStill: false }]);
});
