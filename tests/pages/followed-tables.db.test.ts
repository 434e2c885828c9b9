import { afterAll, beforeAll, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { openPrediction } from '#app/predictions/store/prediction-run.server.ts';
import { beginFile } from '#app/imports/csv/files.server.ts';
import { parkFile } from '#app/imports/csv/store/parked-files.server.ts';
import { mailSettings } from '#app/messages/sender/mail-settings.ts';
import { settingsForm } from '#app/messages/sender/settings-form.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { STAFF } from '#tests/access/open-routes.ts';
import { openRouteCalls, SHOP_ID } from '#tests/access/route-calls.ts';
import { startCheckoutAsSubscriber } from '#tests/setup/checkout-starter.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';

const db = await testDatabase();
const routes = await openRouteCalls(db);

beforeAll(async () => {
  await routes.call('app', 'GET', {}, STAFF.owner);
  await startCheckoutAsSubscriber(db.pool, SHOP_ID);
});
afterAll(routes.close);

/** What a page follows, as its loader gives it to the browser. */
async function loadLive(route: string, params: Record<string, string> = {}): Promise<Live> {
  const { status, text } = await routes.call(route, 'GET', { params }, STAFF.owner);
  expect(status, text).toBe(200);
  return (JSON.parse(text) as { live: Live }).live;
}

/** What an open page is answered when it asks for changes. */
async function versionNow({ tables }: Live): Promise<number> {
  const { version } = await inShop(db.pool, SHOP_ID, (client) => readLive(client, SHOP_ID, tables));
  return version;
}

test('the page of problems follows files that are given up', async () => {
  const id = await inShop(db.pool, SHOP_ID, async (client) => {
    const file = { fileName: 'people.csv', bytes: 1, actor: 'staff', now: SEEN_AT };
    const begun = await beginFile(client, SHOP_ID, file);
    if (begun.outcome !== 'begun') throw new Error(begun.reason);
    return begun.id;
  });
  await db.owner.query("update move_in set state = 'running' where shop_id = $1", [SHOP_ID]);
  const live = await loadLive('app.problems');
  await inShop(db.pool, SHOP_ID, (client) => parkFile(client, SHOP_ID, id, SEEN_AT));
  expect(await versionNow(live)).not.toBe(live.version);
});

test('Home follows what waits to be processed', async () => {
  const live = await loadLive('app._index');
  await receive(db.pool, SHOP_ID, 'orders/paid', {}, 'waits');
  expect(await versionNow(live)).not.toBe(live.version);
  const waiting = await loadLive('app._index');
  await inShop(db.pool, SHOP_ID, (client) =>
    client.query('delete from inbox where shop_id = $1', [SHOP_ID]),
  );
  expect(await versionNow(waiting)).not.toBe(waiting.version);
});

test('the page of problems follows deliveries of a topic that the app does not know', async () => {
  const live = await loadLive('app.problems');
  await receive(db.pool, SHOP_ID, 'moons/create', {}, 'of no topic');
  await drainAt(db.pool, SHOP_ID, SEEN_AT);
  expect(await versionNow(live)).not.toBe(live.version);
});

test('the page of a person follows forecasts', async () => {
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from profile where shop_id = $1 limit 1',
    [SHOP_ID],
  );
  const live = await loadLive('app.people.$id', { id: rows[0]?.id ?? '' });
  await inShop(db.pool, SHOP_ID, (client) => openPrediction(client, SHOP_ID, null, SEEN_AT));
  expect(await versionNow(live)).not.toBe(live.version);
});

test('the page of where a segment is used follows its members', async () => {
  const live = await loadLive('app.segments.$key_.elsewhere', { key: 'checkout_starter' });
  await db.owner.query('update membership set left_at = now() where shop_id = $1', [SHOP_ID]);
  expect(await versionNow(live)).not.toBe(live.version);
});

test('the settings follow what a colleague saves', async () => {
  const live = await loadLive('app.settings');
  const sender = { name: 'Fern', address: 'hello@fern.example' };
  const form = {
    intent: 'save',
    base: '0',
    ...settingsForm(mailSettings({}), sender),
    postalAddress: '1 Mill Lane, York YO1 7HD',
    quiet: 'off',
  };
  const { text } = await routes.call('app.settings', 'POST', { form }, STAFF.owner);
  expect(JSON.parse(text)).toEqual({ outcome: 'saved', version: 1 });
  expect(await versionNow(live)).not.toBe(live.version);
});
