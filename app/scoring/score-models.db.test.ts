import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { NOON, profiles } from '#tests/arbitraries/profile.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { previewModel } from './preview-model.server.ts';
import { retailModel } from './retail-model.ts';
import { revertScoreModel, saveScoreModel } from './save-score-model.server.ts';
import { loadScoreModel, scoreModelAt, scoreModelVersions } from './store/score-models.server.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T10:00:00Z');
const { version: _version, ...retail } = retailModel;
const cautious = { ...retail, intentShare: 0.25 };
const bold = { ...retail, intentShare: 0.9 };

function by(base: number, note = '') {
  return { base, by: base === 1 ? 'ann' : 'bob', note, origin: 'edited' as const, now: NOW + base };
}

test('a shop scores by the ready model until it saves its own, each version with who, when and why', async () => {
  const shop = await installedShop(db.pool);
  const other = await installedShop(db.pool);
  await inShop(db.pool, shop.id, async (client) => {
    expect(await loadScoreModel(client, shop.id)).toMatchObject({ version: 1, model: retailModel });
    expect(await saveScoreModel(client, shop.id, cautious, by(1, 'Fewer calls'))).toEqual({
      outcome: 'saved',
      version: 2,
    });
    await saveScoreModel(client, shop.id, bold, by(2));
    expect(await loadScoreModel(client, shop.id)).toEqual({
      version: 3,
      model: { ...bold, version: 3 },
    });
    const versions = await scoreModelVersions(client, shop.id);
    expect(versions.map(({ model: _model, ...version }) => version)).toEqual([
      { version: 3, origin: 'edited', note: '', madeBy: 'bob', madeAt: NOW + 2 },
      { version: 2, origin: 'edited', note: 'Fewer calls', madeBy: 'ann', madeAt: NOW + 1 },
      {
        version: 1,
        origin: 'ready',
        note: expect.any(String) as string,
        madeBy: 'system',
        madeAt: null,
      },
    ]);
    expect(await saveScoreModel(client, shop.id, bold, by(3))).toEqual({ outcome: 'unchanged' });
  });
  await inShop(db.pool, other.id, async (client) => {
    expect((await loadScoreModel(client, other.id)).version).toBe(1);
    expect(await scoreModelVersions(client, shop.id)).toHaveLength(1);
  });
  const { rows } = await db.owner.query(
    `select actor, action, after ->> 'intentShare' as share from audit where shop_id = $1 order by at`,
    [shop.id],
  );
  expect(rows).toEqual([
    { actor: 'ann', action: 'score_model.edited', share: '0.25' },
    { actor: 'bob', action: 'score_model.edited', share: '0.9' },
  ]);
});

test('a moment is scored by the version that was in use then', async () => {
  const shop = await installedShop(db.pool);
  await inShop(db.pool, shop.id, async (client) => {
    await saveScoreModel(client, shop.id, cautious, by(1));
    await saveScoreModel(client, shop.id, bold, by(2));
    const versions: number[] = [];
    for (const ms of [0, 1, 2, 9])
      versions.push((await scoreModelAt(client, shop.id, NOW + ms)).version);
    expect(versions).toEqual([1, 2, 3, 3]);
  });
});

test('of two staff members who save at once, one gets a conflict and nothing is lost', async () => {
  const shop = await installedShop(db.pool);
  const outcomes = await Promise.all(
    [cautious, bold].map((draft) =>
      inShop(db.pool, shop.id, (client) => saveScoreModel(client, shop.id, draft, by(1))),
    ),
  );
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'saved']);
  await inShop(db.pool, shop.id, async (client) => {
    expect(await saveScoreModel(client, shop.id, retail, by(7))).toEqual({ outcome: 'conflict' });
    expect(await scoreModelVersions(client, shop.id)).toHaveLength(2);
  });
});

test('an earlier version comes back as a new one, the ready model too', async () => {
  const shop = await installedShop(db.pool);
  await inShop(db.pool, shop.id, async (client) => {
    await saveScoreModel(client, shop.id, cautious, by(1));
    const change = { base: 2, by: 'bob', now: NOW + 9 };
    expect(await revertScoreModel(client, shop.id, 1, change)).toEqual({
      outcome: 'saved',
      version: 3,
    });
    expect((await loadScoreModel(client, shop.id)).model).toEqual({ ...retailModel, version: 3 });
    const [newest] = await scoreModelVersions(client, shop.id);
    expect(newest).toMatchObject({ origin: 'reverted', note: 'Version 1 again' });
    const next = { ...change, base: 3 };
    expect(await revertScoreModel(client, shop.id, 1, next)).toEqual({ outcome: 'unchanged' });
    expect(await revertScoreModel(client, shop.id, 9, next)).toEqual({ outcome: 'not_found' });
  });
});

/** A shop with so many people, each with a life of their own. */
async function shopWithPeople(count: number): Promise<string> {
  const shop = await installedShop(db.pool);
  await db.owner.query(
    `insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders, spent_minor,
       subscribed, first_seen_at, last_seen_at)
     select $1, gen_random_uuid(), state, 0, 0, 0, 'D4', 'cold', 'lead', 0, 0, false, now(), now()
       from json_array_elements($2) as state`,
    [shop.id, JSON.stringify(fc.sample(profiles, { numRuns: count, seed: 7 }))],
  );
  return shop.id;
}

/** The shop as a preview asks for it. */
function inZone(id: string) {
  return { id, timeZone: 'Europe/London' };
}

test('a preview scores all people of the shop by both models, and saves nothing', async () => {
  const shopId = await shopWithPeople(600);
  await shopWithPeople(5);
  const signal = new AbortController().signal;
  const tried = await previewModel(db.pool, inZone(shopId), { ...retail, fit: [] }, NOON, signal);
  if (tried.outcome === 'left') throw new Error('The client did not leave.');
  const { preview, scored, people } = tried;
  expect([scored, people]).toEqual([600, 600]);
  const sum = (sizes: Record<string, number>) =>
    Object.values(sizes).reduce((all, one) => all + one, 0);
  for (const { bands, grades } of [preview.before, preview.after])
    expect([sum(bands), sum(grades)]).toEqual([600, 600]);
  const { A1, B1, C1, D1 } = preview.after.grades;
  expect([A1, B1, C1]).toEqual([0, 0, 0]);
  expect(D1).toBe(preview.before.bands.hot);
  expect(preview.up.count).toBe(0);
  expect(preview.down.furthest).toHaveLength(5);
  await inShop(db.pool, shopId, async (client) => {
    expect((await loadScoreModel(client, shopId)).version).toBe(1);
  });
});

test('a preview of many people scores the same sample at every try, and says of how many', async () => {
  const shopId = await shopWithPeople(400);
  const signal = new AbortController().signal;
  const first = await previewModel(db.pool, inZone(shopId), cautious, NOON, signal, 300);
  expect(first).toMatchObject({ scored: 300, people: 400 });
  expect(await previewModel(db.pool, inZone(shopId), cautious, NOON, signal, 300)).toEqual(first);
});

test('a preview stops when its client is gone', async () => {
  const shopId = await shopWithPeople(600);
  const left = new AbortController();
  const preview = previewModel(db.pool, inZone(shopId), cautious, NOON, left.signal);
  left.abort();
  expect(await preview).toEqual({ outcome: 'left' });
});
