import { beforeAll, expect, test } from 'vitest';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { saveDraft } from '#app/definitions/save-draft.server.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { shoppersFrom } from '#tests/journeys/live-history.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { loadReplay } from './store/replays.server.ts';
import { cancelReplay, requestReplay } from './request-replay.server.ts';
import { runReplays } from './run-replays.server.ts';

const db = await testDatabase();
const { pool } = db;
const END = Date.UTC(2026, 10, 28, 12);
const KEY = 'abandoned-basket';
let shopId = '';

beforeAll(async () => {
  shopId = (await installedShop(pool)).id;
  for (const [n, { at, topic, payload }] of shoppersFrom(END - 20 * DAY, 12).entries())
    await receive(pool, shopId, topic, payload, `past ${String(n)}`, at);
  await drainAt(pool, shopId, END);
});

async function start(version: number | null, days = 30): Promise<string> {
  const asked = await inShop(pool, shopId, (client) =>
    requestReplay(client, shopId, { key: KEY, version, days }, 'ann', END),
  );
  if (asked.outcome !== 'started') throw new Error(`It was not started: ${asked.outcome}`);
  return asked.id;
}

async function run(): Promise<void> {
  await runReplays(await workerAt(pool, END), shopId);
}

async function replayOf(id: string) {
  const found = await inShop(pool, shopId, (client) => loadReplay(client, shopId, KEY, id));
  if (!found) throw new Error('There is no such replay.');
  return found;
}

/** Saves a draft of the journey, whatever the one before was. */
async function draft(changed: Partial<Journey>): Promise<void> {
  const content = contentOf({ ...abandonedCart, ...changed });
  await db.owner.query('delete from definition_draft where shop_id = $1', [shopId]);
  const saved = await inShop(pool, shopId, (client) =>
    saveDraft(client, shopId, journeyKind, KEY, { content, revision: 0, base: 3 }, 'ann', END),
  );
  expect(saved.outcome).toBe('saved');
}

test('people are counted as they are passed, and what would have happened to each is kept', async () => {
  const id = await start(3);
  await run();
  const { state, peopleDone, peopleTotal, totals, aside } = await replayOf(id);
  expect({ state, done: peopleDone === peopleTotal }).toEqual({ state: 'done', done: true });
  expect(totals?.entered).toBe(12);
  expect(totals?.paths).toBe(12);
  expect(aside?.orders).toEqual([{ currency: 'GBP', orders: 4, minor: 4 * 3498 }]);
  expect(aside?.notes).toEqual([{ code: 'stock_as_of_today' }, { code: 'deals_as_of_today' }]);
});

test('a replay that was begun goes on where it was saved, and comes to the same', async () => {
  const whole = await replayOf(await start(3));
  await run();
  const { totals } = await replayOf(whole.id);
  const id = await start(3);
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from profile where shop_id = $1 order by id offset 5 limit 1',
    [shopId],
  );
  // As a worker leaves it that is killed after the first people: those have no part in what follows.
  await db.owner.query(
    'update replay set reached = $3, people_done = 6, totals = $4 where shop_id = $1 and id = $2',
    [shopId, id, rows[0]?.id, JSON.stringify({ ...totals, entered: 100, people: 100 })],
  );
  await run();
  const after = await replayOf(id);
  expect(after.state).toBe('done');
  expect(after.peopleDone).toBe(after.peopleTotal);
  expect(after.totals?.entered).toBe(106);
});

test('a replay that is cancelled stops, and one that is over cannot be cancelled', async () => {
  const id = await start(3);
  const cancel = () =>
    inShop(pool, shopId, (client) => cancelReplay(client, shopId, { key: KEY, id }, 'ann', END));
  expect(await cancel()).toEqual({ outcome: 'cancelled' });
  await run();
  const { state, totals, finishedAt } = await replayOf(id);
  expect({ state, totals, finishedAt }).toEqual({
    state: 'cancelled',
    totals: null,
    finishedAt: END,
  });
  expect(await cancel()).toEqual({ outcome: 'over' });
});

test('a draft is replayed as it was when that was asked for', async () => {
  await draft({ first: 'mail-1' });
  const id = await start(null);
  await draft({});
  await run();
  const { draftRevision, totals } = await replayOf(id);
  expect(draftRevision).toBe(1);
  expect(totals?.steps['mail-1']?.sent ?? 0).toBeGreaterThan(0);
});

test('a draft whose step leads nowhere fails, and the step is named', async () => {
  const [first, ...others] = abandonedCart.steps;
  if (first?.kind !== 'wait') throw new Error('The journey begins otherwise.');
  await draft({ steps: [{ ...first, next: 'nowhere' }, ...others] });
  const id = await start(null);
  await run();
  const { state, problem } = await replayOf(id);
  expect(state).toBe('failed');
  expect(problem).toMatchObject({ stepId: 'wait-1', reason: 'step_gone' });
});

test('a draft that goes in a circle fails, and the step is named', async () => {
  await draft({
    steps: [
      { id: 'wait-1', kind: 'wait', ms: HOUR, next: 'mail' },
      { id: 'mail', kind: 'email', template: 'x', class: 'marketing', next: 'mail' },
    ],
    first: 'wait-1',
    renewsAt: [],
  });
  const id = await start(null);
  await run();
  expect(await replayOf(id)).toMatchObject({
    state: 'failed',
    problem: { stepId: 'mail', reason: 'endless' },
  });
});

test('at most five replays are under way at once', async () => {
  for (let n = 0; n < 5; n += 1) await start(3);
  const sixth = await inShop(pool, shopId, (client) =>
    requestReplay(client, shopId, { key: KEY, version: 3, days: 7 }, 'ann', END),
  );
  expect(sixth).toEqual({ outcome: 'busy' });
  await run();
});

test('what is not there cannot be replayed', async () => {
  const asked = await inShop(pool, shopId, (client) =>
    requestReplay(client, shopId, { key: 'nothing', version: 1, days: 7 }, 'ann', END),
  );
  expect(asked).toEqual({ outcome: 'gone' });
});

test('a person who is erased leaves the replays as well', async () => {
  const id = await start(3);
  await run();
  await db.owner.query(
    `delete from profile where shop_id = $1 and id in (
       select profile_id from replay_person where shop_id = $1 and replay_id = $2 limit 1)`,
    [shopId, id],
  );
  const { rows } = await db.owner.query(
    'select from replay_person where shop_id = $1 and replay_id = $2',
    [shopId, id],
  );
  expect(rows).toHaveLength(11);
});

test('who has too many events is left out, and those before and after are replayed', async () => {
  const whole = await replayOf(await start(3));
  await run();
  const { totals: before } = await replayOf(whole.id);
  await db.owner.query(
    `insert into event (shop_id, id, at, profile_id, kind, topic, props)
     select $1, gen_random_uuid(), $2::timestamptz + n * interval '1 s', profile_id, 'checkout.deleted', 'checkouts/delete', '{}'
       from (select profile_id from replay_person where shop_id = $1 and replay_id = $3
              order by profile_id offset 5 limit 1) as person, generate_series(1, 20000) as n`,
    [shopId, new Date(END - 2 * DAY), whole.id],
  );
  const id = await start(3);
  await run();
  const { state, totals, peopleDone, peopleTotal } = await replayOf(id);
  expect({ state, peopleDone, leftOut: totals?.leftOut }).toEqual({
    state: 'done',
    peopleDone: peopleTotal,
    leftOut: 1,
  });
  expect(totals?.entered).toBe((before?.entered ?? 0) - 1);
});
