import { describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { applicationQueue } from '#app/applications/list-applications.server.ts';
import { QUEUE_SORTS, readQueueView } from '#app/applications/queue-view.ts';
import { loadReviewPage } from '#app/applications/review-page.server.ts';
import { verifyApplication } from '#app/applications/verify-application.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { sendApplication } from './send-application.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-02T12:00:00Z');

async function apply(shop: TestShop, change: Record<string, string>, at = NOW): Promise<void> {
  const outcome = await sendApplication(db.pool, shop.id, at, change);
  expect(outcome).toEqual({ outcome: 'received' });
}

async function idOfCompany(shop: TestShop, company: string): Promise<string> {
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from application where shop_id = $1 and company = $2',
    [shop.id, company],
  );
  return rows[0]?.id ?? '';
}

function queue(shop: TestShop, query: string) {
  const view = readQueueView(new URLSearchParams(query));
  return inShop(db.pool, shop.id, (client) => applicationQueue(client, shop.id, view, 'GBP'));
}

async function names(shop: TestShop, query: string): Promise<string[]> {
  return (await queue(shop, query)).entries.map(({ company }) => company);
}

describe('the review page', () => {
  test('shows what the applicant bought in the shop before', async () => {
    const shop = await installedShop(db.pool);
    await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'o1');
    await apply(shop, { email: 'ada@example.com', company: 'Fell Runners Ltd' });
    const id = await idOfCompany(shop, 'Fell Runners Ltd');
    await inShop(db.pool, shop.id, (client) => verifyApplication(client, shop.id, id, NOW));
    await drainAt(db.pool, shop.id, NOW);

    const page = await inShop(db.pool, shop.id, (client) =>
      loadReviewPage(client, shop.id, id, NOW, 'GBP'),
    );
    expect(page?.history?.orders).toBe(1);
    expect(page?.history?.products).toHaveLength(1);
    expect(page?.history?.lastOrderAt).toBe(page?.history?.firstOrderAt);
    expect(page?.checklist.find(({ key }) => key === 'timing')?.result).toBe('good');
  });

  test('tells what was decided, and not who looked at the page', async () => {
    const shop = await installedShop(db.pool);
    await apply(shop, { email: 'may@moss.example', company: 'Moss' });
    const id = await idOfCompany(shop, 'Moss');
    const page = await inShop(db.pool, shop.id, async (client) => {
      await recordRead(client, shop.id, '1', `application:${id}`, NOW);
      await verifyApplication(client, shop.id, id, NOW + HOUR);
      await recordRead(client, shop.id, '1', `application:${id}`, NOW + 2 * HOUR);
      return await loadReviewPage(client, shop.id, id, NOW, 'GBP');
    });
    expect(page?.trail.map(({ action }) => action)).toEqual(['application.verified']);
  });

  test('finds the same company behind another address', async () => {
    const shop = await installedShop(db.pool);
    await apply(shop, { email: 'ana@fern.example', company: 'Fern' });
    await apply(shop, { email: 'bob@fern.example', company: 'Fern Ltd', tax_id: 'GB123456789' });
    await apply(shop, { email: 'c@other.example', company: 'Same tax', website: '' });
    await apply(shop, {
      email: 'd@moss.example',
      company: 'Moss',
      tax_id: 'GB987654321',
      website: '',
    });
    const id = await idOfCompany(shop, 'Fern');
    const page = await inShop(db.pool, shop.id, (client) =>
      loadReviewPage(client, shop.id, id, NOW, 'GBP'),
    );
    const found = page?.duplicates.map(({ company, why }) => `${company}: ${why}`).sort();
    expect(found).toEqual(['Fern Ltd: same email domain', 'Same tax: same tax number']);
  });

  test('does not exist for an application of another shop', async () => {
    const shop = await installedShop(db.pool);
    await apply(shop, { company: 'Fern' });
    const id = await idOfCompany(shop, 'Fern');
    const other = await installedShop(db.pool);
    const page = await inShop(db.pool, other.id, (client) =>
      loadReviewPage(client, other.id, id, NOW, 'GBP'),
    );
    expect(page).toBeNull();
  });
});

describe('the queue', () => {
  test('is paged through with every application once, whatever it is sorted by', async () => {
    const shop = await installedShop(db.pool);
    await apply(shop, { email: 'a@a.example', company: 'Fern' });
    await db.owner.query(
      `insert into application select (jsonb_populate_record(application, jsonb_build_object(
         'id', gen_random_uuid(), 'company', 'Moss ' || number, 'email', number || '@moss.example'))).*
         from application, generate_series(1, 69) as number where shop_id = $1`,
      [shop.id],
    );
    for (const sort of QUEUE_SORTS) {
      const first = await queue(shop, `sort=${sort}`);
      const second = await queue(shop, `sort=${sort}&page=2`);
      expect([first.hasMore, second.hasMore]).toEqual([true, false]);
      const ids = [...first.entries, ...second.entries].map(({ id }) => id);
      expect(new Set(ids).size).toBe(70);
      expect((await queue(shop, `sort=${sort}&page=3`)).entries).toEqual([]);
    }
    expect((await names(shop, 'sort=company&direction=ascending'))[0]).toBe('Fern');
    expect(await names(shop, 'search=moss 69')).toEqual(['Moss 69']);
  });

  test('sorts by age and volume, searches and counts', async () => {
    const shop = await installedShop(db.pool);
    await apply(shop, { email: 'a@a.example', company: 'Old', volume: '5k-25k' }, NOW - 3 * HOUR);
    await apply(
      shop,
      { email: 'b@b.example', company: 'Middle', volume: 'over-100k' },
      NOW - 2 * HOUR,
    );
    await apply(shop, { email: 'c@c.example', company: 'New', volume: 'under-5k' }, NOW - HOUR);
    expect(await names(shop, '')).toEqual(['Old', 'Middle', 'New']);
    expect(await names(shop, 'sort=age&direction=ascending')).toEqual(['New', 'Middle', 'Old']);
    expect(await names(shop, 'sort=volume&direction=descending')).toEqual(['Middle', 'Old', 'New']);
    expect(await names(shop, 'search=B.EXAMPLE')).toEqual(['Middle']);
    expect(await names(shop, 'search=%25')).toEqual([]);
    expect(await names(shop, 'state=declined')).toEqual([]);
    expect(await names(shop, "sort=volume;drop table&state='")).toEqual(['Old', 'Middle', 'New']);
    const { counts } = await queue(shop, '');
    expect(counts).toEqual({ submitted: 3, approving: 0, approved: 0, declined: 0 });
  });

  test('grades an application as its review does', async () => {
    const shop = await installedShop(db.pool);
    await apply(shop, { email: 'a@moss.example', company: 'Moss', volume: 'over-100k' });
    await apply(shop, { email: 'b@gmail.com', company: 'Fern', volume: 'under-5k', website: '' });
    const { entries } = await queue(shop, 'sort=company&direction=ascending');
    const fits = await inShop(db.pool, shop.id, async (client) => {
      const reviews = [];
      for (const { id } of entries)
        reviews.push(await loadReviewPage(client, shop.id, id, NOW, 'GBP'));
      return reviews.map((review) => review?.checklist.find(({ key }) => key === 'fit')?.title);
    });
    expect(new Set(entries.map(({ grade }) => grade)).size).toBe(2);
    expect(fits).toEqual(
      entries.map(({ grade }) => expect.stringMatching(`^Fit: ${grade}, `) as string),
    );
  });
});
