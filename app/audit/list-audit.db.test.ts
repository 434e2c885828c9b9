import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { auditActionWords } from './audit-words.ts';
import { AUDIT_SHOWN, readAuditView } from './audit-view.ts';
import { recordAudit, recordRead } from './record-audit.server.ts';
import { listAudit } from './store/list-audit.server.ts';

const db = await testDatabase();
const ZONE = 'Europe/London';
const NOW = Date.parse('2026-11-28T12:00:00Z');

function viewOf(query: string) {
  return readAuditView(new URLSearchParams(query), ZONE, NOW);
}

async function list(shopId: string, query: string, zone = ZONE) {
  return await inShop(db.pool, shopId, (client) => listAudit(client, shopId, zone, viewOf(query)));
}

test('a page that asks every two seconds leaves one row an hour for each reader and subject', async () => {
  const { id } = await installedShop(db.pool);
  await inShop(db.pool, id, async (client) => {
    for (let at = NOW; at < NOW + HOUR; at += 20_000)
      await recordRead(client, id, 'ann', 'profile:1', at);
    await recordRead(client, id, 'bob', 'profile:1', NOW);
    await recordRead(client, id, 'ann', 'profile:2', NOW);
    await recordRead(client, id, 'ann', 'profile:1', NOW + HOUR);
  });
  const { entries } = await list(id, 'group=personal_data&from=2026-11-28&to=2026-11-28');
  expect(entries.map(({ actor, subject }) => `${actor} ${subject}`).sort()).toEqual([
    'ann profile:1',
    'ann profile:1',
    'ann profile:2',
    'bob profile:1',
  ]);
});

test('two shops look at one subject without one row hiding the other', async () => {
  for (const { id } of [await installedShop(db.pool), await installedShop(db.pool)]) {
    await inShop(db.pool, id, (client) => recordRead(client, id, 'ann', 'people', NOW));
    expect((await list(id, '')).entries).toHaveLength(1);
  }
});

test('the log is narrowed by staff, action, words and days of the shop, and paged', async () => {
  const { id } = await installedShop(db.pool);
  const entry = { action: 'segment.save', subject: 'segment:x', before: { a: 1 }, after: { a: 2 } };
  await inShop(db.pool, id, async (client) => {
    for (let n = 0; n < AUDIT_SHOWN + 5; n += 1)
      await recordAudit(client, id, { ...entry, actor: 'ann' }, NOW - n);
    await recordAudit(client, id, { ...entry, actor: 'bob', action: 'settings.saved' }, NOW);
    // Half past eleven in the evening in London is another day in Auckland.
    const late = Date.parse('2026-11-27T23:30:00Z');
    await recordAudit(client, id, { ...entry, actor: 'late' }, late);
  });
  const first = await list(id, 'actor=ann');
  expect(first.entries).toHaveLength(AUDIT_SHOWN);
  expect(first.hasMore).toBe(true);
  expect(first.entries[0]).toMatchObject({
    at: NOW,
    changes: [{ field: 'a', before: '1', after: '2', isChanged: true }],
  });
  expect((await list(id, 'actor=ann&page=2')).entries).toHaveLength(5);
  expect((await list(id, 'actor=ann&direction=ascending')).entries[0]?.at).toBe(NOW - 54);
  expect((await list(id, 'group=settings')).entries.map(({ actor }) => actor)).toEqual(['bob']);
  expect((await list(id, 'search=SETTINGS')).entries.map(({ actor }) => actor)).toEqual(['bob']);
  const day = 'actor=late&from=2026-11-27&to=2026-11-27';
  expect((await list(id, day)).entries).toHaveLength(1);
  expect((await list(id, day, 'Pacific/Auckland')).entries).toEqual([]);
});

test('an action is found by the words that the page shows for it', async () => {
  const { id } = await installedShop(db.pool);
  const actions = ['staff.role_changed', 'segment.save', 'something_new.was_done'];
  await inShop(db.pool, id, async (client) => {
    for (const action of actions) {
      const entry = { actor: 'ann', action, subject: 'x', before: null, after: null };
      await recordAudit(client, id, entry, NOW);
    }
  });
  for (const action of actions) {
    const search = new URLSearchParams({ search: auditActionWords(action) }).toString();
    const { entries } = await list(id, search);
    expect(entries.map((entry) => entry.action)).toEqual([action]);
  }
});

test('an address that is old or typed by hand shows the usual view', () => {
  expect(viewOf('group=nonsense&from=yesterday&to=2026-13-45&page=x&direction=up')).toEqual({
    search: '',
    sort: 'at',
    actor: '',
    group: '',
    from: '2026-10-29',
    to: '2026-11-28',
    direction: 'descending',
    page: 1,
  });
});
