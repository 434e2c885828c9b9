import { expect, test } from 'vitest';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { archiveSegment, unarchiveSegment } from '#app/segments/archive-segment.server.ts';
import { loadSegments, loadSegmentVersions } from '#app/segments/store/load-segments.server.ts';
import { restoreSegment, saveSegment } from '#app/segments/save-segment.server.ts';
import type { SegmentDraft } from '#app/segments/builder/segment-form.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { changeSegments } from './change-segments.server.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T10:00:00Z');
const twice = { signal: 'product_viewed', is: 'at_least', times: 2, days: 14 };
const rich = { field: 'spent', is: 'at_least', value: 50_000, currency: 'GBP' };

function draft(name: string, predicate: unknown, base = 0): SegmentDraft {
  return {
    base,
    card: { name, purpose: 'Call them.', owner: 'Ann', stage: 'decision' },
    predicate,
  };
}

/** A shop of its own, with what a test does in it. */
async function newShop() {
  const { id } = await installedShop(db.pool);
  const read = <T>(work: (client: ShopClient) => Promise<T>) => inShop(db.pool, id, work);
  return {
    id,
    save: (key: string | null, sent: SegmentDraft) =>
      changeSegments(db.pool, id, (client) => saveSegment(client, id, key, sent, 'ann', NOW)),
    archive: (key: string) =>
      changeSegments(db.pool, id, (client) => archiveSegment(client, id, key, 'ann', NOW)),
    unarchive: (key: string) =>
      changeSegments(db.pool, id, (client) => unarchiveSegment(client, id, key, 'ann', NOW)),
    restore: (key: string, version: number, base: number) =>
      changeSegments(db.pool, id, (client) =>
        restoreSegment(client, id, key, version, { base, by: 'bob', now: NOW + 1 }),
      ),
    segments: () => read((client) => loadSegments(client, id)),
    versions: (key: string) => read((client) => loadSegmentVersions(client, id, key)),
    /** How often all profiles had to be recomputed. */
    async policyVersion() {
      const { rows } = await db.owner.query<{ policy_version: string }>(
        'select policy_version from shop where id = $1',
        [id],
      );
      return Number(rows[0]?.policy_version);
    },
    async audited() {
      const { rows } = await db.owner.query<{ action: string }>(
        'select action from audit where shop_id = $1 order by id',
        [id],
      );
      return rows.map(({ action }) => action);
    },
  };
}

test('a segment is saved with its history and its author, and all profiles are recomputed', async () => {
  const shop = await newShop();
  const before = await shop.policyVersion();
  expect(await shop.save(null, draft('Café / keen', twice))).toMatchObject({
    outcome: 'saved',
    key: 'cafe_keen',
    version: 1,
  });
  expect(await shop.policyVersion()).not.toBe(before);
  expect((await shop.segments()).get('cafe_keen')).toMatchObject({
    name: 'Café / keen',
    owner: 'Ann',
    stage: 'decision',
    predicate: twice,
    archivedAt: null,
  });
  expect(await shop.save('cafe_keen', draft('Café / keen', rich, 1))).toMatchObject({ version: 2 });
  expect(await shop.versions('cafe_keen')).toMatchObject([
    { version: 2, predicate: rich, madeBy: 'ann', madeAt: NOW },
    { version: 1, predicate: twice },
  ]);
  expect(await shop.audited()).toEqual(['segment.create', 'segment.save']);
});

test('a change of name or purpose makes a version, and no profile is recomputed for it', async () => {
  const shop = await newShop();
  await shop.save(null, draft('Keen', twice));
  const before = await shop.policyVersion();
  expect(await shop.save('keen', draft('Very keen', twice, 1))).toMatchObject({
    outcome: 'saved',
    version: 2,
    needsReassessment: false,
  });
  expect(await shop.save('keen', draft('Very keen', twice, 2))).toEqual({
    outcome: 'unchanged',
    key: 'keen',
  });
  expect(await shop.policyVersion()).toBe(before);
});

test('of two users who save what they both saw, the second gets a conflict and nothing of theirs is written', async () => {
  const shop = await newShop();
  await shop.save(null, draft('Keen', twice));
  const both = await Promise.all([
    shop.save('keen', draft('Keen one', rich, 1)),
    shop.save('keen', draft('Keen two', rich, 1)),
  ]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'saved']);
  expect(await shop.versions('keen')).toHaveLength(2);
});

const long = 'x'.repeat(10_000);
const circle = { segment: 'keen', is: 'in' };

test.each<[string, SegmentDraft, string]>([
  ['a name that is missing', draft(' ', twice), 'name'],
  ['a name of 10 KB', draft(long, twice), 'name'],
  ['a name that another segment has', draft('KEEN', twice), 'name'],
  ['a name that a ready segment has', draft('Loyal', twice), 'name'],
  ['a name of two lines', draft('Keen\nand new', twice), 'name'],
  ['a stage that is none', { ...draft('New', twice), card: { name: 'New', stage: 'x' } }, 'stage'],
  [
    'a purpose of 10 KB',
    { ...draft('New', twice), card: { name: 'New', purpose: long } },
    'purpose',
  ],
  [
    'a range that is upside down',
    draft('New', { ...rich, is: 'between', least: 9, most: 1 }),
    'predicate',
  ],
  ['a window of minus one day', draft('New', { ...twice, days: -1 }), 'predicate'],
  ['a field that does not exist', draft('New', { ...rich, field: 'shoe_size' }), 'predicate'],
  ['a segment that does not exist', draft('New', { segment: 'gone', is: 'in' }), 'predicate'],
  [
    'a product that is gone',
    draft('New', { interest: 'bought', is: 'within', products: ['7'], collections: [], days: 9 }),
    'predicate',
  ],
  ['101 conditions', draft('New', { all: Array.from({ length: 101 }, () => twice) }), 'predicate'],
  ['no predicate at all', draft('New', null), 'predicate'],
])('%s is refused with the field named, and nothing is saved', async (_what, sent, field) => {
  const shop = await newShop();
  await shop.save(null, draft('Keen', twice));
  const outcome = await shop.save(null, sent);
  if (outcome.outcome !== 'refused') throw new Error(`It was ${outcome.outcome}.`);
  expect(Object.keys(outcome.errors)).toEqual([field]);
  expect([...(await shop.segments()).keys()]).toEqual(['keen']);
  expect(await shop.audited()).toEqual(['segment.create']);
});

test('SQL and Liquid are only texts', async () => {
  const shop = await newShop();
  const name = "'; drop table segment; -- {{ shop.name }}";
  const companyPredicate = { field: 'company', is: 'one_of', values: [name] };
  const saved = await shop.save(null, draft(name, companyPredicate));
  expect(saved).toMatchObject({ outcome: 'saved', key: 'drop_table_segment_shop_name' });
  expect((await shop.segments()).get('drop_table_segment_shop_name')).toMatchObject({
    name,
    predicate: companyPredicate,
  });
});

test('segments that refer to each other in a circle are refused', async () => {
  const shop = await newShop();
  await shop.save(null, draft('Keen', twice));
  expect(await shop.save(null, draft('Keen too', circle))).toMatchObject({ outcome: 'saved' });
  expect(
    await shop.save('keen', draft('Keen', { segment: 'keen_too', is: 'in' }, 1)),
  ).toMatchObject({ outcome: 'refused', problems: [{ path: ['segment'] }] });
  expect(await shop.save('keen', draft('Keen', circle, 1))).toMatchObject({ outcome: 'refused' });
  // Two at once that would make one together.
  await shop.save(null, draft('Third', twice));
  const two = await Promise.all([
    shop.save('third', draft('Third', { segment: 'keen', is: 'in' }, 1)),
    shop.save('keen', draft('Keen', { segment: 'third', is: 'in' }, 1)),
  ]);
  expect(two.map(({ outcome }) => outcome).sort()).toEqual(['refused', 'saved']);
});

test('an archived segment can be restored, and one that others refer to cannot be archived', async () => {
  const shop = await newShop();
  await shop.save(null, draft('Keen', twice));
  await shop.save(null, draft('Keen too', circle));
  expect(await shop.archive('keen')).toEqual({ outcome: 'used', by: ['Keen too'] });
  const before = await shop.policyVersion();
  expect(await shop.archive('keen_too')).toEqual({ outcome: 'archived' });
  expect(await shop.policyVersion()).not.toBe(before);
  expect(await shop.archive('keen_too')).toEqual({ outcome: 'not_found' });
  expect(await shop.save('keen_too', draft('Keen too', twice, 1))).toEqual({
    outcome: 'not_found',
  });
  await shop.save(null, draft('Keen too', twice));
  expect(await shop.unarchive('keen_too')).toEqual({ outcome: 'name_taken' });
  await shop.archive('keen_too_2');
  expect(await shop.unarchive('keen_too')).toEqual({ outcome: 'unarchived' });
  expect(await shop.archive('loyal')).toEqual({ outcome: 'not_found' });
});

test('an earlier version comes back as a new one', async () => {
  const shop = await newShop();
  await shop.save(null, draft('Keen', twice));
  await shop.save('keen', draft('Rich', rich, 1));
  expect(await shop.restore('keen', 1, 1)).toEqual({ outcome: 'conflict' });
  expect(await shop.restore('keen', 1, 2)).toMatchObject({ outcome: 'saved', version: 3 });
  expect(await shop.versions('keen')).toMatchObject([
    { version: 3, name: 'Keen', predicate: twice, note: 'Version 1 again.', madeBy: 'bob' },
    { version: 2, name: 'Rich' },
    { version: 1, name: 'Keen' },
  ]);
  expect(await shop.restore('keen', 9, 3)).toEqual({ outcome: 'not_found' });
});

test('a ready segment can be changed, and what it was stays in its history', async () => {
  const shop = await newShop();
  const predicate = { field: 'orders', is: 'at_least', value: 6 };
  expect(await shop.save('loyal', draft('Loyal', predicate, 1))).toMatchObject({
    outcome: 'saved',
    key: 'loyal',
    version: 2,
  });
  expect(await shop.versions('loyal')).toMatchObject([
    { version: 2, predicate },
    { version: 1, predicate: { value: 4 }, madeBy: 'system' },
  ]);
  expect(await shop.restore('loyal', 1, 2)).toMatchObject({ outcome: 'saved', version: 3 });
});
