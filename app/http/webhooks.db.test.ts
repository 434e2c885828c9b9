import { describe, expect, test } from 'vitest';
import { inShop, openPool } from '#app/platform/db.server.ts';
import { loadPendingDelivery } from '#app/engine/deliveries.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { openWebhooks, WEBHOOK_BODY, webhookRequest } from '#tests/setup/webhook-visits.ts';
import { webhooksHandler } from './webhooks.server.ts';

const db = await testDatabase();
const { services, waiting } = openWebhooks(db);

describe('the webhook handler', () => {
  test('stores a signed delivery once, byte for byte and sealed, and enqueues a job for its shop', async () => {
    const shop = await installedShop(db.pool);
    const webhooks = services();
    const bytes = new Uint8Array([0x7b, 0xff, 0x00]);
    for (let copy = 0; copy < 3; copy += 1) {
      expect(
        (await webhooksHandler(webhookRequest(shop.domain, { body: bytes }), webhooks)).status,
      ).toBe(200);
    }
    const { rows } = await db.owner.query<{ key: string; body: Buffer; topic: string }>(
      'select delivery_key as key, body, topic from inbox where shop_id = $1',
      [shop.id],
    );
    expect(rows).toMatchObject([{ topic: 'orders/create' }]);
    expect(rows[0]?.body.includes(Buffer.from(bytes))).toBe(false);
    const [stored] = await inShop(db.pool, shop.id, (client) =>
      loadPendingDelivery(client, shop.id, rows[0]?.key ?? ''),
    );
    expect(stored?.body).toEqual(Buffer.from(bytes));
    const jobs = await db.owner.query(`select from graphile_worker.jobs where key = $1`, [
      `drain:${shop.id}`,
    ]);
    expect(jobs.rowCount).toBe(1);
  });

  test('answers 200 for a shop that is not installed, and counts what it dropped', async () => {
    const domain = 'never-installed.myshopify.com';
    expect((await webhooksHandler(webhookRequest(domain), services())).status).toBe(200);
    expect((await webhooksHandler(webhookRequest(domain), services())).status).toBe(200);
    const { rows } = await db.owner.query(
      'select count::int from dropped_delivery where domain = $1',
      [domain],
    );
    expect(rows).toEqual([{ count: 2 }]);
  });

  test('still takes a privacy request after the shop removed the app', async () => {
    const shop = await installedShop(db.pool);
    await db.owner.query('update shop set uninstalled_at = now() where id = $1', [shop.id]);
    const headers = { 'x-shopify-topic': 'shop/redact' };
    expect(
      (await webhooksHandler(webhookRequest(shop.domain, { headers }), services())).status,
    ).toBe(200);
    expect(await waiting(shop.id)).toBe(1);
  });

  test('responds 503 while the database is unreachable, so that Shopify sends the delivery again', async () => {
    const shop = await installedShop(db.pool);
    const unreachable = openPool('postgresql://none@127.0.0.1:1/none', { max: 1, name: 'away' });
    const answer = await webhooksHandler(webhookRequest(shop.domain), services(unreachable));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    await unreachable.end();
  });

  test.each([
    '-100000-01-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '+275760-09-13T00:00:00Z',
    new Date(Date.now() + 2 * DAY).toISOString(),
    'soon',
  ])('keeps no triggering time of %s, and stores what shares its commit', async (triggered) => {
    const shop = await installedShop(db.pool);
    const webhooks = services();
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) => {
        const headers = {
          'x-shopify-webhook-id': `w-${String(n)}`,
          'x-shopify-triggered-at': n === 3 ? triggered : '2026-10-01T10:00:00Z',
        };
        return webhooksHandler(webhookRequest(shop.domain, { headers }), webhooks);
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const { rows } = await db.owner.query(
      'select delivery_key as key from inbox where shop_id = $1 and triggered_at is null',
      [shop.id],
    );
    expect(rows).toEqual([{ key: 'w-3' }]);
  });

  test('a delivery that the database refuses is refused alone, and what shares its commit is stored', async () => {
    const shop = await installedShop(db.pool);
    const { intake } = services();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 9 }, (_, n) =>
        intake.store(shop.id, {
          key: `w-${String(n)}${n === 5 ? '\0' : ''}`,
          topic: 'orders/create',
          receivedAt: Date.now(),
          triggeredAt: null,
          body: Buffer.from(WEBHOOK_BODY),
        }),
      ),
    );
    expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([5]);
    expect(await waiting(shop.id)).toBe(8);
  });

  test('a webhook that the database refuses is no reason to send it again', async () => {
    const shop = await installedShop(db.pool);
    await db.owner.query(
      `alter table inbox add constraint no_${shop.id.replaceAll('-', '')}
         check (shop_id <> '${shop.id}' or topic <> 'orders/refused')`,
    );
    const headers = { 'x-shopify-topic': 'orders/refused' };
    const { status } = await webhooksHandler(webhookRequest(shop.domain, { headers }), services());
    expect(status).toBe(400);
  });

  test('keeps every one of a thousand deliveries that arrive at once', async () => {
    const shop = await installedShop(db.pool);
    const webhooks = services();
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, (_, n) =>
        webhooksHandler(
          webhookRequest(shop.domain, {
            headers: { 'x-shopify-webhook-id': `burst-${String(n)}` },
          }),
          webhooks,
        ),
      ),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(await waiting(shop.id)).toBe(1_000);
  });

  test('takes signed deliveries while strangers never finish bodies of 2 MB, and gives those up', async () => {
    const shop = await installedShop(db.pool);
    const webhooks = services();
    // One piece of memory, sent by all of them.
    const piece = new Uint8Array(1_900_000).fill(0x20);
    const open = new Map<number, ReadableStreamDefaultController>();
    const statuses: number[] = [];
    const unfinished = Array.from({ length: 100 }, async (_, n) => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(piece);
          open.set(n, controller);
        },
        cancel() {
          open.delete(n);
        },
      });
      const { headers } = webhookRequest(shop.domain);
      const init = { method: 'POST', headers, body, duplex: 'half' as const };
      const request = new Request('https://app.example/webhooks', init);
      statuses.push((await webhooksHandler(request, webhooks)).status);
    });
    expect((await webhooksHandler(webhookRequest(shop.domain), webhooks)).status).toBe(200);
    await expect.poll(() => statuses.length).toBeGreaterThanOrEqual(30);
    expect(new Set(statuses)).toEqual(new Set([503]));
    // Shopify's own bodies may be as large.
    const large = `{"note":"${'x'.repeat(1_900_000)}"}`;
    const headers = { 'x-shopify-webhook-id': 'w-large' };
    expect(
      (await webhooksHandler(webhookRequest(shop.domain, { body: large, headers }), webhooks))
        .status,
    ).toBe(200);
    for (const controller of open.values()) controller.close();
    await Promise.all(unfinished);
    expect(await waiting(shop.id)).toBe(2);
  });
});
