import { afterAll, expect, test } from 'vitest';
import { consentOfRow } from '#app/consent/consent-columns.ts';
import { maySend } from '#app/consent/may-send.ts';
import { mailLinks } from '#app/http/mail-links.server.ts';
import { unsubscribeToken } from '#app/messages/links/links.ts';
import { selectMailConsents } from '#app/messages/delivery/store/mail-consents.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { deliver } from '#tests/import/import-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import { drainAt, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { startTestApp, startTestStore } from '#tests/store/test-app.ts';
import { ONE_CLICK } from './mail-readers.ts';

const db = await testDatabase();
let now = SEEN_AT;
const clock = { now: () => now };
const app = await startTestApp();
const store = await startTestStore(app.url, { clock, scopes: 'read_customers,write_customers' });
const admin = storeAdmin(store);
const { id: shopId } = await installedShop(db.pool);
const sealer = testKeyRing().mailLinks;

afterAll(async () => {
  await store.close();
  await app.close();
});

/** The jobs of the shop that a worker would take now; they are taken. */
async function takeJobs(): Promise<(string | undefined)[]> {
  const { rows } = await db.owner.query<{ key: string }>(
    `select graphile_worker.remove_job(key), key from graphile_worker.jobs
      where key like '%:' || $1 and run_at <= now() order by key`,
    [shopId],
  );
  return rows.map(({ key }) => key.split(':')[0]);
}

/** What the store sent since the last time is received, and stored as it comes. */
async function receiveWebhooks(): Promise<number> {
  await store.webhooks.idle();
  const deliveries = app.received.splice(0);
  await deliver(db.pool, shopId, deliveries);
  return deliveries.length;
}

async function mayGetMarketing(address: string): Promise<boolean> {
  const rows = await inShop(db.pool, shopId, (client) =>
    selectMailConsents(client, shopId, [address]),
  );
  const row = rows.get(address);
  return row !== undefined && maySend('marketing', consentOfRow(address, row)).allowed;
}

async function subscriber(address: string) {
  const customer = store.shop.createCustomer({ email: address });
  store.shop.setConsent(customer.id, 'email', 'subscribed', { at: now });
  await receiveWebhooks();
  await drainAt(db.pool, shopId, now);
  await takeJobs();
  now += 1_000;
  return customer;
}

test('who unsubscribes here is unsubscribed in Shopify after two jobs that are due at once', async () => {
  const customer = await subscriber('ada@synced.example');
  const claim = { shopId, profileId: shopId, address: 'ada@synced.example' };
  const request = new Request(
    `https://app.example/u/${unsubscribeToken(sealer, claim)}`,
    ONE_CLICK,
  );
  expect(await mayGetMarketing(claim.address)).toBe(true);
  const services = { pool: db.pool, clock, sealer, logger: silentLogger };
  expect((await mailLinks(request, services)).status).toBe(200);
  // Here it holds with the answer, before any job has run.
  expect(await mayGetMarketing(claim.address)).toBe(false);
  expect(await takeJobs()).toEqual(['drain']);
  await drainAt(db.pool, shopId, now);
  expect(await takeJobs()).toContain('sync');
  await runEffectsOf('sync_consent', { pool: db.pool, clock, admin }, shopId);
  expect(customer.emailConsent).toMatchObject({ state: 'unsubscribed', updatedAt: now });
});

test('who unsubscribes in Shopify gets no marketing here after the one job of the webhook', async () => {
  const customer = await subscriber('bea@synced.example');
  expect(await mayGetMarketing('bea@synced.example')).toBe(true);
  store.shop.setConsent(customer.id, 'email', 'unsubscribed', { at: now });
  expect(await receiveWebhooks()).toBeGreaterThan(0);
  expect(await takeJobs()).toEqual(['drain']);
  await drainAt(db.pool, shopId, now);
  expect(await mayGetMarketing('bea@synced.example')).toBe(false);
  store.shop.setConsent(customer.id, 'email', 'subscribed', { at: (now += 1_000) });
  await receiveWebhooks();
  expect(await takeJobs()).toContain('drain');
  await drainAt(db.pool, shopId, now);
  expect(await mayGetMarketing('bea@synced.example')).toBe(true);
});
