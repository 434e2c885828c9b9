import { expect, test } from 'vitest';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { loadMovePage } from '#app/journeys/moves/move-page.server.ts';
import { cancelMove, startMove } from '#app/journeys/moves/start-move.server.ts';
import { newestMove } from '#app/journeys/store/journey-moves.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { auditedActions, CHANGED_AT, publishContent } from '#tests/definitions/definition-shop.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receive, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { movePeople } from './move-people.server.ts';

const db = await testDatabase();
const KEY = abandonedCart.key;
const LATER = SEEN_AT + 2 * HOUR;

/** The first wait is gone from it; the second is longer. */
const changed = {
  ...contentOf(abandonedCart),
  restartsWhileWaitingAt: null,
  first: 'mail-1',
  steps: abandonedCart.steps.flatMap((step) => {
    if (step.id === 'wait-1') return [];
    return step.id === 'wait-2' && step.kind === 'wait' ? [{ ...step, ms: 48 * HOUR }] : [step];
  }),
};

/** A shop with one person at the second wait and one at the first, and a new version. */
async function shopWithEarlierPeople(): Promise<string> {
  const { id } = await installedShop(db.pool);
  await receive(db.pool, id, 'checkouts/update', checkoutPayload(), 'd1');
  await drainAt(db.pool, id, SEEN_AT);
  await drainAt(db.pool, id, LATER);
  const other = { token: 'k2', cart_token: 'c2', email: 'bea@other.example', customer: null };
  const payload = checkoutPayload({ ...other, updated_at: new Date(LATER).toISOString() });
  await receive(db.pool, id, 'checkouts/create', payload, 'd2', LATER);
  await drainAt(db.pool, id, LATER);
  expect(await publishContent(db.pool, id, 'journey', KEY, changed)).toEqual({
    outcome: 'published',
    version: 4,
  });
  return id;
}

async function runsOf(shopId: string) {
  const { rows } = await db.owner.query<object>(
    `select journey_version as version, state, step_id as step, wake_at as wakes, end_reason as reason
       from journey_run where shop_id = $1 order by step_id`,
    [shopId],
  );
  return rows;
}

async function start(shopId: string, mapping: Record<string, string>) {
  return await inShop(db.pool, shopId, (client) =>
    startMove(client, shopId, KEY, { version: 4, mapping }, 'ann', CHANGED_AT),
  );
}

async function move(shopId: string): Promise<void> {
  await movePeople(await workerAt(db.pool, LATER), shopId);
}

test('the preview says how many people stand at each step and where they land', async () => {
  const shopId = await shopWithEarlierPeople();
  const page = await inShop(db.pool, shopId, (client) =>
    loadMovePage(client, shopId, KEY, galleryNames),
  );
  expect(page?.versions).toMatchObject([
    {
      version: 3,
      rows: [
        { stepId: 'wait-1', people: 1, landing: { kind: 'exits' }, landingStep: null },
        { stepId: 'wait-2', people: 1, landing: { kind: 'stays', stepId: 'wait-2' } },
      ],
    },
  ]);
  expect(page?.move).toBeNull();
});

test('people are moved as the preview said, each with a decision, and moving again changes nothing', async () => {
  const shopId = await shopWithEarlierPeople();
  const before = await runsOf(shopId);
  expect(await start(shopId, {})).toEqual({ outcome: 'started', total: 2 });
  expect(await start(shopId, {})).toEqual({ outcome: 'running' });
  await move(shopId);
  await move(shopId);
  expect(await runsOf(shopId)).toMatchObject([
    { version: 3, state: 'exited', step: 'wait-1', reason: 'moved_out' },
    { ...before[1], version: 4 },
  ]);
  const { rows } = await db.owner.query<{ outcome: string; reason: string }>(
    `select outcome, reason from decision where shop_id = $1 and reason in ('new_version', 'moved_out')
      order by reason`,
    [shopId],
  );
  expect(rows).toEqual([
    { outcome: 'ended', reason: 'moved_out' },
    { outcome: 'moved', reason: 'new_version' },
  ]);
  expect(await inShop(db.pool, shopId, (client) => newestMove(client, shopId, KEY))).toMatchObject({
    state: 'done',
    total: 2,
    moved: 1,
    exited: 1,
  });
  expect(await start(shopId, {})).toEqual({ outcome: 'nothing_to_move' });
  expect(await auditedActions(db.owner, shopId)).toContain('journey.people_moved');
});

test('people go on at the step that was chosen for theirs, in the same transaction', async () => {
  const shopId = await shopWithEarlierPeople();
  await start(shopId, { 'wait-1': 'wait-3' });
  await move(shopId);
  expect(await runsOf(shopId)).toMatchObject([
    { version: 4, state: 'active', step: 'wait-2' },
    { version: 4, state: 'active', step: 'wait-3' },
  ]);
});

test('a move that is cancelled leaves everyone on their version', async () => {
  const shopId = await shopWithEarlierPeople();
  const before = await runsOf(shopId);
  await start(shopId, {});
  const cancel = () =>
    inShop(db.pool, shopId, (client) => cancelMove(client, shopId, KEY, 'ann', CHANGED_AT));
  expect(await cancel()).toEqual({ outcome: 'cancelled' });
  expect(await cancel()).toEqual({ outcome: 'not_found' });
  await move(shopId);
  expect(await runsOf(shopId)).toEqual(before);
});

test('a version that is not live and a step that it does not have are refused', async () => {
  const shopId = await shopWithEarlierPeople();
  expect(await start(shopId, { 'wait-1': 'no-such-step' })).toEqual({ outcome: 'conflict' });
  const wanted = { version: 3, mapping: {} };
  const outcome = await inShop(db.pool, shopId, (client) =>
    startMove(client, shopId, KEY, wanted, 'ann', CHANGED_AT),
  );
  expect(outcome).toEqual({ outcome: 'conflict' });
});
