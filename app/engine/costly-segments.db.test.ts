import { expect, test } from 'vitest';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { newProfile } from '#app/profiles/profile.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { scoreProfile } from '#app/scoring/score.ts';
import { archiveSegment, unarchiveSegment } from '#app/segments/archive-segment.server.ts';
import { updateSegmentProblems } from '#app/segments/update-problems.server.ts';
import { countDraft } from '#app/segments/builder/count-draft.server.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';
import { saveSegmentFacts } from '#app/segments/store/save-facts.server.ts';
import { saveSegment } from '#app/segments/save-segment.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { changeSegments } from './recompute/change-segments.server.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T10:00:00Z');
/** Costs 80 points: three are allowed. */
const cool = { field: 'intent', is: 'at_most', value: 50 };
const TOO_COSTLY = { all: Array.from({ length: 4 }, () => cool) };
const OVER = {
  path: ['all', 0],
  message:
    'The conditions cost too much: 20 points over the limit of 300. Remove or shorten this condition first: it costs 80 points.',
};

/** A shop with one person, who matches each of the predicates. */
async function newShop() {
  const { id } = await installedShop(db.owner);
  const state = newProfile(NOW);
  const person = idOf('person', id);
  await db.owner.query(
    `insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders, spent_minor,
       subscribed, first_seen_at, last_seen_at)
     values ($1, $2, '{}', 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, false, now(), now())`,
    [id, person],
  );
  const run = <T>(work: (client: ShopClient) => Promise<T>) => inShop(db.pool, id, work);
  const score = scoreProfile(retailModel, state, NOW);
  await run((client) => saveSegmentFacts(client, id, retailModel, [{ id: person, state, score }]));
  return {
    id,
    run,
    save: (key: string | null, name: string, predicate: unknown, base = 0) =>
      changeSegments(db.pool, id, (client) =>
        saveSegment(client, id, key, { base, card: { name }, predicate }, 'ann', NOW),
      ),
    count: (predicate: unknown, key: string | null = null) =>
      run((client) => countDraft(client, id, JSON.stringify(predicate), key, NOW)),
  };
}

test('a predicate that costs too much is neither saved nor counted, and the condition is named', async () => {
  const shop = await newShop();
  const refused = await shop.save(null, 'Dear', TOO_COSTLY);
  expect(refused).toEqual({
    outcome: 'refused',
    errors: { predicate: OVER.message },
    problems: [OVER],
  });
  expect(await shop.count(TOO_COSTLY)).toMatchObject({ outcome: 'refused', problems: [OVER] });
  const costliest = { all: TOO_COSTLY.all.slice(1) };
  expect(await shop.count(costliest)).toMatchObject({ outcome: 'counted', count: 1 });
  expect(await shop.save(null, 'Dearest', costliest)).toMatchObject({ outcome: 'saved' });
});

test('many small segments that build on each other cost what they come to in all', async () => {
  const shop = await newShop();
  const twice = (segment: string) => ({ all: [cool, { segment, is: 'in' }] });
  await shop.save(null, 'S1', cool);
  for (const n of [2, 3])
    expect(await shop.save(null, `S${String(n)}`, twice(`s${String(n - 1)}`))).toMatchObject({
      outcome: 'saved',
    });
  const tower = await shop.save(null, 'S4', twice('s3'));
  expect(tower).toMatchObject({ outcome: 'refused', problems: [{ path: ['all', 1] }] });
  const below = await shop.save('s1', 'S1', { all: [cool, cool] }, 1);
  expect(below).toMatchObject({ outcome: 'refused', problems: [{ path: [] }] });
  expect(JSON.stringify(below)).toContain('The segment S3 builds on this one');
});

test('a segment saved before the limit goes on, and is saved again only once it fits', async () => {
  const shop = await newShop();
  await shop.save(null, 'Old', cool);
  await db.owner.query(
    "update segment_version set predicate = $2 where shop_id = $1 and key = 'old'",
    [shop.id, JSON.stringify(TOO_COSTLY)],
  );
  expect(await shop.run((client) => updateSegmentProblems(client, shop.id))).toBe(false);
  const segments = await shop.run((client) => loadSegments(client, shop.id));
  expect(segments.get('old')).toMatchObject({ predicate: TOO_COSTLY, problem: null });
  // Another predicate may not refer to it, but other segments are saved as ever.
  expect(await shop.count({ segment: 'old', is: 'in' })).toMatchObject({ outcome: 'refused' });
  expect(await shop.save(null, 'Other', cool)).toMatchObject({ outcome: 'saved' });
  expect(await shop.save('old', 'New name', TOO_COSTLY, 1)).toMatchObject({ problems: [OVER] });
  const shorter = { all: TOO_COSTLY.all.slice(1) };
  expect(await shop.save('old', 'New name', shorter, 1)).toMatchObject({ outcome: 'saved' });
});

test('an archived segment that costs too much by now is not restored until it fits', async () => {
  const shop = await newShop();
  await shop.save(null, 'Old', cool);
  const change = (work: typeof archiveSegment) =>
    changeSegments(db.pool, shop.id, (client) => work(client, shop.id, 'old', 'ann', NOW));
  expect(await change(archiveSegment)).toEqual({ outcome: 'archived' });
  const setPredicate = (predicate: unknown) =>
    db.owner.query("update segment_version set predicate = $2 where shop_id = $1 and key = 'old'", [
      shop.id,
      JSON.stringify(predicate),
    ]);
  await setPredicate(TOO_COSTLY);
  expect(await change(unarchiveSegment)).toEqual({ outcome: 'too_dear', message: OVER.message });
  await setPredicate(cool);
  expect(await change(unarchiveSegment)).toEqual({ outcome: 'unarchived' });
});
