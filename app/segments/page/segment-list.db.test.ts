import { beforeAll, describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { READY_SEGMENTS } from '#app/segments/ready/ready-segments.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { SEGMENTS_SHOWN, SEGMENT_SORTS, trendOf, type SegmentLine } from './segment-lines.ts';
import { listSegments } from './segment-list.server.ts';
import { readSegmentList } from './segment-view.ts';

const OWN = 60;
const PEOPLE = 40;

const db = await testDatabase();
let shopId: string;

/** A shop with own segments: of two stages, some archived, each larger than the one before until there are no people. */
beforeAll(async () => {
  shopId = (await installedShop(db.pool)).id;
  const run = (sql: string, ...values: unknown[]) => db.owner.query(sql, [shopId, ...values]);
  await run(
    `insert into segment (shop_id, key, name, purpose, owner, stage, version, created_at, archived_at)
     select $1, 'own_' || n, 'Own ' || lpad(n::text, 2, '0'), case when n % 5 = 0 then '' else 'For a test' end,
            case when n = 7 then 'Ines' end, case when n % 2 = 0 then 'decision' else 'wholesale' end, 1, now(),
            case when n > $2::int then now() end from generate_series(1, $2::int + 3) as n`,
    OWN,
  );
  await run(
    `insert into segment_version (shop_id, key, version, name, purpose, predicate, note, made_by, made_at)
     select shop_id, key, version, name, purpose, '{"any": []}', '', 'ines', now() from segment where shop_id = $1`,
  );
  await run(
    `insert into roll_up (shop_id, figure, hour, key, detail, count)
     select $1, 'members', 'epoch', 'own_' || n, '', n from generate_series(1, $2::int) as n`,
    PEOPLE,
  );
  await run(
    `insert into segment_day (shop_id, segment_key, day, size, entered, gone)
     select $1, 'own_' || n, $2::date - back, (n * 7) % 40, 0, 0
       from generate_series(1, 30) as n, generate_series(1, 12) as back`,
    new Date(SEEN_AT),
  );
});

async function list(query = '') {
  const view = readSegmentList(new URLSearchParams(query));
  return await inShop(db.pool, shopId, (client) =>
    listSegments(client, { id: shopId, timeZone: 'UTC' }, view, SEEN_AT),
  );
}

async function allPages(query: string): Promise<SegmentLine[]> {
  const lines: SegmentLine[] = [];
  for (let page = 1, hasMore = true; hasMore; page += 1) {
    const found = await list(`${query}&page=${String(page)}`);
    lines.push(...found.rows);
    ({ hasMore } = found);
  }
  return lines;
}

const VALUES: Record<(typeof SEGMENT_SORTS)[number], (line: SegmentLine) => number | string> = {
  name: ({ name }) => name.toLowerCase(),
  size: ({ size }) => size,
  trend: (line) => trendOf(line) ?? 0,
  health: ({ warnings }) => warnings.length,
};

describe.each(SEGMENT_SORTS)('sorted by %s', (sort) => {
  test.each([
    ['ascending', 1],
    ['descending', -1],
  ] as const)('%s, the pages show each segment in use once, in order', async (direction, sign) => {
    const lines = await allPages(`sort=${sort}&direction=${direction}`);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(OWN + READY_SEGMENTS.length);
    expect(lines).toHaveLength(OWN + READY_SEGMENTS.length);
    const values = lines.map(VALUES[sort]);
    expect(new Set(values).size).toBeGreaterThan(1);
    const inOrder = values.toSorted((a, b) => sign * (a < b ? -1 : a > b ? 1 : 0));
    expect(values).toEqual(inOrder);
  });
});

test('a page holds no more than it shows, with figures of its own segments', async () => {
  const first = await list();
  expect(first.rows).toHaveLength(SEGMENTS_SHOWN);
  expect(first.hasMore).toBe(true);
  expect(first.rows[0]).toMatchObject({ key: 'own_40', size: 40, kind: 'own' });
  expect(first.rows[0]?.warnings.map(({ kind }) => kind)).toEqual(['no_purpose']);
  expect(first).toMatchObject({ own: OWN, idle: 20 + 8 });
  expect(first.counts[0]).toBe(OWN + READY_SEGMENTS.length);
});

test('a search finds name, purpose and owner on whatever page they stood', async () => {
  const found = async (query: string) => (await list(query)).rows.map(({ key }) => key);
  expect(await found('search=OWN 33')).toEqual(['own_33']);
  expect(await found('search=ines')).toEqual(['own_7']);
  expect(await found('search=nothing like it')).toEqual([]);
  expect(await found('search=champions')).toEqual(['rfm_champions']);
});

test('a stage shows its segments, and a ready one that the shop changed stands once', async () => {
  await db.owner.query(
    `insert into segment (shop_id, key, name, purpose, stage, version, created_at)
     values ($1, 'loyal', 'Best of all', '', 'decision', 1, now())`,
    [shopId],
  );
  await db.owner.query(
    `insert into segment_version (shop_id, key, version, name, purpose, predicate, note, made_by, made_at)
     values ($1, 'loyal', 1, 'Best of all', '', '{"any": []}', '', 'ines', now())`,
    [shopId],
  );
  const lines = await allPages('stage=decision');
  expect(new Set(lines.map(({ stage }) => stage))).toEqual(new Set(['decision']));
  expect(lines.filter(({ key }) => key === 'loyal')).toMatchObject([
    { name: 'Best of all', kind: 'lifecycle' },
  ]);
  await db.owner.query(`delete from segment_version where shop_id = $1 and key = 'loyal'`, [
    shopId,
  ]);
  await db.owner.query(`delete from segment where shop_id = $1 and key = 'loyal'`, [shopId]);
});

test('archived segments are listed apart', async () => {
  for (const sort of SEGMENT_SORTS) {
    const { rows, counts, hasMore } = await list(`show=archived&sort=${sort}&direction=ascending`);
    expect(rows.map(({ key }) => key)).toEqual(['own_61', 'own_62', 'own_63']);
    expect([counts[0], hasMore]).toEqual([3, false]);
  }
});

test('another shop sees none of its segments', async () => {
  const other = await installedShop(db.pool);
  const view = readSegmentList(new URLSearchParams());
  const found = await inShop(db.pool, other.id, (client) =>
    listSegments(client, { id: other.id, timeZone: 'UTC' }, view, SEEN_AT),
  );
  expect(found.rows.map(({ key }) => key).sort()).toEqual(
    READY_SEGMENTS.map(({ key }) => key).sort(),
  );
});
