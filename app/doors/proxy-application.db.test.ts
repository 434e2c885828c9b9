import { describe, expect, test } from 'vitest';
import { createAddressLimit } from '#app/accounts/address-limit.server.ts';
import { SECOND } from '#app/lib/duration.ts';
import { applicationForm } from '#tests/fixtures/applications.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { PROXY_SECRET, proxyRequest } from '#tests/setup/proxy-request.ts';
import { installedShop } from '#tests/setup/shop.ts';
import type { TestShop } from '#tests/setup/shop.ts';
import { proxyDoor } from './proxy.server.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T12:00:00Z');

/** A form as a browser sends it, through the door. */
function sender(shop: TestShop) {
  const services = {
    pool: db.pool,
    clock: { now: () => NOW },
    apiSecrets: [PROXY_SECRET],
    addressLimit: createAddressLimit(),
    logger: silentLogger,
  };
  return async (change: Record<string, string> = {}, forwardedFor = '203.0.113.7') => {
    const form = applicationForm(change);
    const request = proxyRequest({ shop: shop.domain, path: 'application', form, forwardedFor });
    const answer = await proxyDoor(request, services);
    return (await answer.json()) as { outcome: string; fields?: Record<string, string> };
  };
}

async function stored(
  shop: TestShop,
): Promise<{ applications: number; mails: number; told: number }> {
  const { rows } = await db.owner.query(
    `select (select count(*)::int from application where shop_id = $1) as applications,
            (select count(*)::int from effect where shop_id = $1 and kind = 'email') as mails,
            (select count(*)::int from inbox
              where shop_id = $1 and topic = 'tendril/application.submitted') as told`,
    [shop.id],
  );
  return rows[0] as { applications: number; mails: number; told: number };
}

describe('a trade application', () => {
  test('is stored, confirmed and told once, however often and at once it is sent', async () => {
    const shop = await installedShop(db.pool);
    const send = sender(shop);
    const answers = await Promise.all(Array.from({ length: 5 }, () => send()));
    expect(answers).toEqual(answers.map(() => ({ outcome: 'received' })));
    expect(await stored(shop)).toEqual({ applications: 1, mails: 1, told: 1 });
    const { rows } = await db.owner.query(
      'select state, email, country, channels from application where shop_id = $1',
      [shop.id],
    );
    expect(rows).toEqual([
      { state: 'submitted', email: 'ana@fern.example', country: 'GB', channels: ['shops'] },
    ]);
  });

  test('with mistakes is answered beside its fields and not stored', async () => {
    const shop = await installedShop(db.pool);
    const answer = await sender(shop)({ email: 'nowhere', tax_id: 'GB12' });
    expect(answer.outcome).toBe('invalid');
    expect(Object.keys(answer.fields ?? {}).sort()).toEqual(['email', 'tax_id']);
    expect(await stored(shop)).toEqual({ applications: 0, mails: 0, told: 0 });
  });

  test('cannot decide on itself', async () => {
    const shop = await installedShop(db.pool);
    await sender(shop)({
      state: 'approved',
      decided_by: 'x',
      company_gid: 'gid://shopify/Company/1',
    });
    const { rows } = await db.owner.query(
      'select state, decided_by, company_gid from application where shop_id = $1',
      [shop.id],
    );
    expect(rows).toEqual([{ state: 'submitted', decided_by: null, company_gid: null }]);
  });

  test('of 10,000 posts by programs, at most five get through', async () => {
    const shop = await installedShop(db.pool);
    const send = sender(shop);
    const now = Date.now();
    const tricks: ((n: number) => Record<string, string>)[] = [
      (n) => ({ nickname: 'x', email: `trap${String(n)}@bots.example` }),
      (n) => ({ started_at: String(now - 2 * SECOND), email: `fast${String(n)}@bots.example` }),
      (n) => ({ started_at: '', email: `none${String(n)}@bots.example` }),
      () => ({ email: 'same@bots.example' }),
      (n) => ({ email: `many${String(n)}@bots.example` }),
    ];
    for (let batch = 0; batch < 200; batch++) {
      const posts = Array.from({ length: 50 }, (_, index) => {
        const n = batch * 50 + index;
        // The visitor claims another address each time; the last entry is Shopify's.
        const forwardedFor = `198.51.${String(n % 256)}.${String(index)}, 203.0.113.9`;
        return send(tricks[n % tricks.length]?.(n), forwardedFor);
      });
      await Promise.all(posts);
    }
    const { applications, mails } = await stored(shop);
    expect(applications).toBeLessThanOrEqual(5);
    expect(mails).toBe(applications);
    const { rows } = await db.owner.query(
      'select email from application where shop_id = $1 group by email having count(*) > 1',
      [shop.id],
    );
    expect(rows).toEqual([]);
  });

  test('stops at twenty an hour for a shop, wherever they come from', async () => {
    const shop = await installedShop(db.pool);
    const send = sender(shop);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        send({ email: `buyer${String(n)}@shop${String(n)}.example` }, `203.0.113.${String(n)}`),
      ),
    );
    expect(answers.filter(({ outcome }) => outcome === 'received')).toHaveLength(20);
    expect(answers.filter(({ outcome }) => outcome === 'too_many')).toHaveLength(10);
    expect(await stored(shop)).toMatchObject({ applications: 20, mails: 20 });
  });
});
