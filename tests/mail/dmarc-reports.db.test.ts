import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DAY, SECOND } from '#app/lib/duration.ts';
import { summarizeReports } from '#app/messages/sending-domain/reports/reported-sources.ts';
import { saveReport } from '#app/messages/sending-domain/reports/save-report.server.ts';
import { listDmarcReports } from '#app/messages/sending-domain/store/dmarc-reports.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { subjectOf } from '#tests/mail/domain-zone.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-12-01T12:00:00Z');
const SUBJECT = subjectOf();

type Written = { id?: string; domain?: string; end?: number; count?: number; ip?: string };

function file({
  id = '1',
  domain = 'fern.example',
  end = NOW - DAY,
  count = 5,
  ip = '192.0.2.1',
}: Written): Buffer {
  const seconds = (at: number) => String(Math.floor(at / SECOND));
  return gzipSync(`<feedback><report_metadata><org_name>google.com</org_name><report_id>${id}</report_id>
    <date_range><begin>${seconds(end - DAY)}</begin><end>${seconds(end)}</end></date_range></report_metadata>
    <policy_published><domain>${domain}</domain></policy_published>
    <record><row><source_ip>${ip}</source_ip><count>${String(count)}</count><policy_evaluated>
    <disposition>none</disposition><dkim>pass</dkim><spf>fail</spf></policy_evaluated></row></record></feedback>`);
}

function add(shop: TestShop, written: Written, now = NOW) {
  return inShop(db.pool, shop.id, (client) =>
    saveReport(client, shop.id, SUBJECT, file(written), { actor: 'staff', now }),
  );
}

async function summaryOf({ id }: TestShop) {
  return summarizeReports(await inShop(db.pool, id, (client) => listDmarcReports(client, id)));
}

test('reports add up, and the same one again counts once', async () => {
  const shop = await installedShop(db.pool);
  expect(await summaryOf(shop)).toBeNull();
  for (const id of ['1', '2', '2'])
    expect(await add(shop, { id })).toEqual({ outcome: 'added', sources: 1 });
  expect(await add(shop, { id: '3', domain: 'news.fern.example', ip: '192.0.2.2' })).toMatchObject({
    outcome: 'added',
  });
  expect(await summaryOf(shop)).toEqual({
    reports: 3,
    begin: NOW - 2 * DAY,
    end: NOW - DAY,
    sources: [
      { ip: '192.0.2.1', count: 10, passed: 10, dkim: 10, spf: 0, stopped: 0 },
      { ip: '192.0.2.2', count: 5, passed: 5, dkim: 5, spf: 0, stopped: 0 },
    ],
  });
  const { rows } = await db.owner.query<{ action: string }>(
    'select action from audit where shop_id = $1',
    [shop.id],
  );
  expect(new Set(rows.map(({ action }) => action))).toEqual(
    new Set(['sender_domain.report_added']),
  );
});

test.each([
  ['of another domain', { domain: 'moss.example' }, 'other_domain'],
  ['that is too old', { end: NOW - 91 * DAY }, 'too_old'],
  ['of the future', { end: NOW + 3 * DAY }, 'unreadable'],
  ['of an odd domain', { domain: 'fern' }, 'unreadable'],
])('a report %s is not kept', async (_what, written, outcome) => {
  const shop = await installedShop(db.pool);
  expect(await add(shop, written)).toEqual({ outcome });
  expect(await summaryOf(shop)).toBeNull();
});

test('reports that became old are deleted with the next one, and other shops keep theirs', async () => {
  const [shop, other] = [await installedShop(db.pool), await installedShop(db.pool)];
  await add(shop, {});
  await add(other, {});
  expect(await summaryOf(other)).toMatchObject({ reports: 1 });
  await add(shop, { id: '2', end: NOW + 91 * DAY }, NOW + 92 * DAY);
  expect(await summaryOf(shop)).toMatchObject({ reports: 1, end: NOW + 91 * DAY });
  expect(await summaryOf(other)).toMatchObject({ reports: 1 });
});
