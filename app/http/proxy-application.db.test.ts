import { describe, expect, test } from 'vitest';
import { SECOND } from '#app/lib/duration.ts';
import { applicationForm } from '#tests/fixtures/applications.ts';
import { addressesOf } from '#tests/setup/client-addresses.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { proxyRequest } from '#tests/setup/proxy-request.ts';
import { proxyServices } from '#tests/setup/proxy-visits.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { proxyHandler } from './proxy.server.ts';

const db = await testDatabase();

/** The proxy that all shoppers of all shops come through. */
const SHOPIFY_PROXY = '203.0.113.9';

/** A form as a browser sends it, through the proxy handler. */
function sender(shop: TestShop) {
  const services = proxyServices(db);
  return async (
    change: Record<string, string> = {},
    forwardedFor = `198.51.100.7, ${SHOPIFY_PROXY}`,
  ) => {
    const form = applicationForm(change);
    const request = proxyRequest({ shop: shop.domain, path: 'application', form, forwardedFor });
    const answer = await proxyHandler(request, services, addressesOf(request));
    return (await answer.json()) as { outcome: string; fields?: Record<string, string> };
  };
}

async function stored(
  shop: TestShop,
): Promise<{ applications: number; mails: number; submissions: number }> {
  const { rows } = await db.owner.query(
    `select (select count(*)::int from application where shop_id = $1) as applications,
            (select count(*)::int from effect where shop_id = $1 and kind = 'email') as mails,
            (select count(*)::int from inbox
              where shop_id = $1 and topic = 'tendril/application.submitted') as submissions`,
    [shop.id],
  );
  return rows[0] as { applications: number; mails: number; submissions: number };
}

describe('a trade application', () => {
  test('is stored and asked for the address to be confirmed once, however often and at once it is sent', async () => {
    const shop = await installedShop(db.pool);
    const send = sender(shop);
    const answers = await Promise.all(Array.from({ length: 5 }, () => send()));
    expect(answers).toEqual(answers.map(() => ({ outcome: 'received' })));
    expect(await stored(shop)).toEqual({ applications: 1, mails: 1, submissions: 0 });
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
    expect(await stored(shop)).toEqual({ applications: 0, mails: 0, submissions: 0 });
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
      (n) => ({ leave_empty: 'x', email: `trap${String(n)}@bots.example` }),
      (n) => ({ started_at: String(now - 2 * SECOND), email: `fast${String(n)}@bots.example` }),
      (n) => ({ started_at: '', email: `none${String(n)}@bots.example` }),
      () => ({ email: 'same@bots.example' }),
      (n) => ({ email: `many${String(n)}@bots.example` }),
    ];
    for (let batch = 0; batch < 200; batch++) {
      const posts = Array.from({ length: 50 }, (_, index) => {
        const n = batch * 50 + index;
        // The program claims another address each time; Shopify's proxy appends the one it has.
        const claimed = `192.0.${String(n % 256)}.${String(index)}`;
        const forwardedFor = `${claimed}, 198.51.100.7, ${SHOPIFY_PROXY}`;
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

  test('of honest applicants behind one proxy is received from every one', async () => {
    const shop = await installedShop(db.pool);
    const send = sender(shop);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        send(
          { email: `buyer@shop${String(n)}.example` },
          `198.51.100.${String(n)}, ${SHOPIFY_PROXY}`,
        ),
      ),
    );
    expect(answers).toEqual(answers.map(() => ({ outcome: 'received' })));
    expect(await stored(shop)).toMatchObject({ applications: 60 });
  });

  test('of companies at a trade fair, which share one address, is received from every one', async () => {
    const shop = await installedShop(db.pool);
    const send = sender(shop);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => send({ email: `buyer@company${String(n)}.example` })),
    );
    expect(answers).toEqual(answers.map(() => ({ outcome: 'received' })));
  });

  test('of small shops at one fair that use a public mail service is received from every one', async () => {
    const shop = await installedShop(db.pool);
    const send = sender(shop);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => send({ email: `buyer${String(n)}@gmail.com` })),
    );
    expect(answers).toEqual(answers.map(() => ({ outcome: 'received' })));
    expect(await send({ email: 'one.more@gmail.com' })).toEqual({ outcome: 'too_many' });
  });

  test('is refused beyond fifty an hour from one address, and beyond two hundred for a shop', async () => {
    const shop = await installedShop(db.pool);
    const send = sender(shop);
    const outcomes = async (count: number, addressOf: (n: number) => string) => {
      const answers = await Promise.all(
        Array.from({ length: count }, (_, n) =>
          send(
            { email: `b@${String(n)}.${addressOf(n)}.example` },
            `${addressOf(n)}, ${SHOPIFY_PROXY}`,
          ),
        ),
      );
      return answers.filter(({ outcome }) => outcome === 'received').length;
    };
    expect(await outcomes(60, () => '198.51.100.8')).toBe(50);
    expect(await outcomes(160, (n) => `192.0.2.${String(n)}`)).toBe(150);
  });
});
