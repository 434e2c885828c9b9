import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { predicates } from '#tests/arbitraries/predicate.ts';
import { NOON, predictions, profiles } from '#tests/arbitraries/profile.ts';
import { PEOPLE, type SegmentPerson } from '#tests/segments/case-people.ts';
import { CASES } from '#tests/segments/cases.ts';
import { PEOPLE_AT_ONCE, segmentPeople } from '#tests/segments/segment-people.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { truthValueOf, evaluate } from './evaluate.ts';
import { segmentFacts } from './facts.ts';
import { nextChangeAt } from './next-change.ts';
import type { Predicate } from './predicate.ts';
import { resolveReferences } from './resolve-references.ts';
import { toSql } from './compile/to-sql.ts';

const db = await testDatabase();
const shop = await installedShop(db.owner);
const { ids, live } = await segmentPeople(db, shop.id);

/** A predicate at a moment. */
type PredicateAt = { predicate: Predicate; at: number };

const TREES_AT_ONCE = 500;
/** 10,000 trees in all. */
const ROUNDS = 20;

/** What the database gives for each person, in the order of the people. */
async function answersOfDatabase(asked: PredicateAt[]): Promise<(boolean | null)[][]> {
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

function answersOfMemory(asked: PredicateAt[], people: SegmentPerson[]): (boolean | null)[][] {
  return people.map(({ state, prediction }) => {
    const facts = segmentFacts(retailModel, state, prediction);
    return asked.map(({ predicate, at }) => truthValueOf(predicate, facts, at));
  });
}

/** The first of a number of steps of the clock at which the result is another, or null. */
function steppedChange({ predicate, at }: PredicateAt, person: SegmentPerson): number | null {
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
  it('give the same results for the table of cases', async () => {
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

  it(`give the same results for ${String(ROUNDS * TREES_AT_ONCE)} trees, also at a change found by stepping the clock`, async () => {
    const person = fc.record({ state: profiles, prediction: predictions });
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: PEOPLE_AT_ONCE, maxLength: PEOPLE_AT_ONCE }),
        fc.array(predicates, { minLength: TREES_AT_ONCE, maxLength: TREES_AT_ONCE }),
        fc.integer({ min: NOON - 30 * DAY, max: NOON + 60 * DAY }),
        fc.constantFrom('UTC', 'America/Los_Angeles', 'Pacific/Auckland'),
        async (people, trees, at, timeZone) => {
          const references = { segments: new Map(), collections: new Map(), timeZone };
          const asked = trees.flatMap((tree, index): PredicateAt[] => {
            const predicate = resolveReferences(tree, references);
            const one = people[index % people.length];
            if (one === undefined) return [];
            const facts = segmentFacts(retailModel, one.state, one.prediction);
            const changeAt = nextChangeAt(predicate, facts, at);
            const stepped = steppedChange({ predicate, at }, one);
            if (stepped !== null) {
              expect(changeAt).not.toBeNull();
              expect(changeAt).toBeLessThanOrEqual(stepped);
            }
            if (changeAt === null) return [{ predicate, at }];
            const before = evaluate(predicate, facts, at);
            expect(evaluate(predicate, facts, changeAt - 1)).toBe(before);
            expect(evaluate(predicate, facts, changeAt)).toBe(!before);
            // The grade is written again when it changes, so it is compared at the moment of writing only.
            const moments = asksGrade(predicate) ? [at] : [at, changeAt - 1, changeAt];
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
