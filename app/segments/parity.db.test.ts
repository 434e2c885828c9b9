import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { inShop } from '#app/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import type { ProfileState } from '#app/profiles/profile.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { scoreProfile } from '#app/scoring/score.ts';
import { predicates } from '#tests/arbitraries/predicate.ts';
import { NOON, predictions, profiles } from '#tests/arbitraries/profile.ts';
import { PEOPLE } from '#tests/segments/case-people.ts';
import { CASES } from '#tests/segments/cases.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { countMembers, sampleMembers } from './count-members.server.ts';
import { answer, evaluate } from './evaluate.ts';
import { segmentFacts, type Prediction } from './facts.ts';
import { loadCollections } from './load-collections.server.ts';
import { flagProblems } from './flag-problems.server.ts';
import { nextFlip } from './next-flip.ts';
import type { Predicate } from './predicate.ts';
import { resolveReferences } from './resolve-references.ts';
import { saveSegmentFacts } from './save-facts.server.ts';
import { toSql } from './to-sql.ts';

const db = await testDatabase();
const shop = await installedShop(db.owner);

type Person = { state: ProfileState; prediction: Prediction | null };
/** A question at a moment. */
type Asked = { predicate: Predicate; at: number };

const PEOPLE_AT_ONCE = 8;
const TREES_AT_ONCE = 500;
/** 10,000 trees in all. */
const ROUNDS = 20;

const ids = Array.from({ length: PEOPLE_AT_ONCE }, (_, index) => idOf('person', String(index)));

beforeAll(async () => {
  await db.owner.query(
    `insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders, spent_minor,
       subscribed, first_seen_at, last_seen_at)
     select $1, id, '{}', 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, false, now(), now() from unnest($2::uuid[]) as id`,
    [shop.id, ids],
  );
});

/** Makes these the people of the shop, as they are written at a moment. */
async function live(people: Person[], at: number): Promise<void> {
  await inShop(db.pool, shop.id, async (client) => {
    await client.query('delete from profile_fact where shop_id = $1', [shop.id]);
    await client.query('delete from prediction where shop_id = $1', [shop.id]);
    await saveSegmentFacts(
      client,
      shop.id,
      retailModel,
      people.map(({ state }, index) => ({
        id: ids[index] ?? '',
        state,
        score: scoreProfile(retailModel, state, at),
      })),
    );
    await client.query(
      `insert into prediction (shop_id, profile_id, model_version, alive, again, orders, orders_low, orders_high,
         spend_minor, currency, next_order_at, reckoned_at)
       select $1, id, 1, alive, again, orders, 0, 0, spend, currency, next, now()
       from json_to_recordset($2) as row (id uuid, alive real, again real, orders real, spend bigint, currency text,
         next timestamptz)`,
      [
        shop.id,
        JSON.stringify(
          people.flatMap(({ prediction }, index) =>
            prediction === null
              ? []
              : [
                  {
                    ...prediction,
                    id: ids[index],
                    spend: prediction.spendMinor,
                    next:
                      prediction.nextOrderAt === null
                        ? null
                        : new Date(prediction.nextOrderAt).toISOString(),
                  },
                ],
          ),
        ),
      ],
    );
  });
}

/** What the database answers of each person, in the order of the people. */
async function answersOfDatabase(asked: Asked[]): Promise<(boolean | null)[][]> {
  const values: unknown[] = [shop.id];
  const conditions = asked.map(
    ({ predicate, at }) => toSql(predicate, retailModel, at, values).sql,
  );
  const { rows } = await inShop(db.pool, shop.id, (client) =>
    client.query<{ id: string; answers: (boolean | null)[] }>(
      `select f.profile_id as id, array[${conditions.join(', ')}]::boolean[] as answers
       from profile_fact f
       left join prediction p on p.shop_id = f.shop_id and p.profile_id = f.profile_id
       where f.shop_id = $1`,
      values,
    ),
  );
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map((row) => row.answers));
}

function answersOfMemory(asked: Asked[], people: Person[]): (boolean | null)[][] {
  return people.map(({ state, prediction }) => {
    const facts = segmentFacts(retailModel, state, prediction);
    return asked.map(({ predicate, at }) => answer(predicate, facts, at));
  });
}

/** The first of a number of steps of the clock at which the answer is another, or null. */
function steppedFlip({ predicate, at }: Asked, person: Person): number | null {
  const facts = segmentFacts(retailModel, person.state, person.prediction);
  const before = evaluate(predicate, facts, at);
  for (let step = 1; step <= 80; step += 1) {
    // Finely at first, then in longer and longer steps: 80 of them reach four months.
    const moment = at + Math.round((step * step * DAY) / 53);
    if (evaluate(predicate, facts, moment) !== before) return moment;
  }
  return null;
}

function asksGrade(predicate: Predicate): boolean {
  return /"field":"(grade|band)"/.test(JSON.stringify(predicate));
}

describe('the database and the memory', () => {
  it('give the same answers to the table of cases', async () => {
    const people = Object.values(PEOPLE);
    for (const days of new Set(CASES.map(([, each]) => each))) {
      const cases = CASES.filter(([, each]) => each === days);
      const at = NOON + days * DAY;
      const asked = cases.map(([predicate]) => ({ predicate, at }));
      await live(people, at);
      const answers = await answersOfDatabase(asked);
      const members = cases.map((_, index) =>
        Object.keys(PEOPLE)
          .filter((_name, person) => answers[person]?.[index] === true)
          .join(' '),
      );
      expect(members).toEqual(cases.map(([, , names]) => names));
      expect(answers).toEqual(answersOfMemory(asked, people));
    }
    expect(CASES.length * people.length).toBeGreaterThanOrEqual(300);
  });

  it(`give the same answers to ${String(ROUNDS * TREES_AT_ONCE)} trees, also where stepping the clock finds a flip`, async () => {
    const person = fc.record({ state: profiles, prediction: predictions });
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: PEOPLE_AT_ONCE, maxLength: PEOPLE_AT_ONCE }),
        fc.array(predicates, { minLength: TREES_AT_ONCE, maxLength: TREES_AT_ONCE }),
        fc.integer({ min: NOON - 30 * DAY, max: NOON + 60 * DAY }),
        fc.constantFrom('UTC', 'America/Los_Angeles', 'Pacific/Auckland'),
        async (people, trees, at, timeZone) => {
          const references = { segments: new Map(), collections: new Map(), timeZone };
          const asked = trees.flatMap((tree, index): Asked[] => {
            const predicate = resolveReferences(tree, references);
            const one = people[index % people.length];
            if (one === undefined) return [];
            const facts = segmentFacts(retailModel, one.state, one.prediction);
            const flip = nextFlip(predicate, facts, at);
            const stepped = steppedFlip({ predicate, at }, one);
            if (stepped !== null) {
              expect(flip).not.toBeNull();
              expect(flip).toBeLessThanOrEqual(stepped);
            }
            if (flip === null) return [{ predicate, at }];
            const before = evaluate(predicate, facts, at);
            expect(evaluate(predicate, facts, flip - 1)).toBe(before);
            expect(evaluate(predicate, facts, flip)).toBe(!before);
            // The grade is written anew when it changes, so it is asked about at the moment of writing only.
            const moments = asksGrade(predicate) ? [at] : [at, flip - 1, flip];
            return moments.map((moment) => ({ predicate, at: moment }));
          });
          await live(people, at);
          expect(await answersOfDatabase(asked)).toEqual(answersOfMemory(asked, people));
        },
      ),
      { numRuns: ROUNDS, endOnFailure: true },
    );
  });
});

describe('the members of a question', () => {
  const buyers: Predicate = { field: 'orders', is: 'at_least', value: 1 };
  const surroundings = {
    model: retailModel,
    segments: new Map<string, Predicate>([['buyers', buyers]]),
    collections: new Map([['candles', ['71', '79']]]),
    timeZone: 'Europe/London',
  };
  const about = <T>(work: Parameters<typeof inShop<T>>[2]) => inShop(db.pool, shop.id, work);

  it('are counted, and those seen last are shown first', async () => {
    const people = Object.values(PEOPLE);
    await live(people, NOON);
    const names = Object.keys(PEOPLE);
    const found = await about(async (client) => ({
      count: await countMembers(client, shop.id, buyers, surroundings, NOON),
      sample: await sampleMembers(client, shop.id, buyers, surroundings, NOON, 2),
    }));
    expect(found.count).toBe(3);
    expect(found.sample.map(({ id }) => names[ids.indexOf(id)])).toEqual(['eve', 'ann']);
  });

  it('are also found through other segments, collections and what is expected', async () => {
    const count = (predicate: Predicate) =>
      about((client) => countMembers(client, shop.id, predicate, surroundings, NOON));
    const candles: Predicate = {
      interest: 'viewed',
      is: 'within',
      products: [],
      collections: ['candles'],
      days: 7,
    };
    expect(await count({ all: [{ segment: 'buyers', is: 'in' }, candles] })).toBe(1);
    expect(await count({ all: [{ segment: 'buyers', is: 'not_in' }, candles] })).toBe(1);
    expect(await count({ not: { segment: 'gone', is: 'in' } })).toBe(0);
    expect(await count({ not: { ...candles, collections: ['candles', 'gone'] } })).toBe(0);
    expect(await count({ field: 'alive', is: 'at_least', value: 90 })).toBe(1);
    await about((client) =>
      client.query(
        `insert into membership (shop_id, segment_key, profile_id, entered_at, left_at)
         values ($1, 'shopify:1', $2, now(), null), ($1, 'shopify:1', $3, now(), now())`,
        [shop.id, ids[1], ids[3]],
      ),
    );
    expect(await count({ segment: 'shopify:1', is: 'in' })).toBe(1);
    expect(await count({ all: [buyers, { segment: 'shopify:1', is: 'not_in' }] })).toBe(2);
  });

  it('are found by what a collection holds now', async () => {
    await about(async (client) => {
      await client.query(
        `insert into collection (shop_id, id, title, updated_at)
         values ($1, '5', 'Candles', now()), ($1, '6', 'Nothing yet', now())`,
        [shop.id],
      );
      await client.query(
        `insert into collection_product (shop_id, product_id, collection_id)
         values ($1, '71', '5'), ($1, '72', '5')`,
        [shop.id],
      );
      const questions = [['5'], ['6'], ['5', '7']].map((held): Predicate => ({
        interest: 'bought',
        is: 'within',
        products: [],
        collections: held,
        days: 30,
      }));
      const collections = await loadCollections(client, shop.id, ['5', '6', '7']);
      expect(Object.fromEntries(collections)).toEqual({ 5: ['71', '72'], 6: [] });
      const counts = [];
      for (const question of questions)
        counts.push(
          await countMembers(client, shop.id, question, { ...surroundings, collections }, NOON),
        );
      expect(counts).toEqual([1, 0, 0]);
    });
  });

  it('are none and the segment says why when what it asks about is gone', async () => {
    const candles: Predicate = {
      not: { interest: 'viewed', is: 'within', products: [], collections: ['5'], days: 7 },
    };
    const problems = () =>
      about(async (client) => {
        const isChanged = await flagProblems(client, shop.id);
        const { rows } = await client.query<{ key: string; problem: string | null }>(
          'select key, problem from segment where shop_id = $1 order by key',
          [shop.id],
        );
        return { isChanged, rows: rows.map(({ key, problem }) => `${key}: ${problem ?? 'none'}`) };
      });
    for (const [key, predicate] of Object.entries({ a: { segment: 'b', is: 'in' }, b: candles }))
      await db.owner.query(
        `with one as (insert into segment (shop_id, key, name, purpose, version, created_at)
           values ($1, $2, $2, '', 1, now()) returning shop_id, key)
         insert into segment_version (shop_id, key, version, name, purpose, predicate, note, made_by, made_at)
         select shop_id, key, 1, key, '', $3, '', 'test', now() from one`,
        [shop.id, key, JSON.stringify(predicate)],
      );
    expect(await problems()).toEqual({ isChanged: false, rows: ['a: none', 'b: none'] });
    await db.owner.query(`delete from collection where shop_id = $1 and id = '5'`, [shop.id]);
    const flagged = [
      'a: This segment is gone. Choose another.',
      'b: This collection is gone. Choose another.',
    ];
    expect(await problems()).toEqual({ isChanged: true, rows: flagged });
    expect(await problems()).toEqual({ isChanged: false, rows: flagged });
  });
});
