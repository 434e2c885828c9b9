import { predicateCost } from '#app/segments/conditions/condition-cost.ts';
import { MOST_POINTS } from '#app/segments/conditions/cost-problems.ts';
import type { Condition } from '#app/segments/predicate.ts';
import type { AdminAsk } from './admin-visit.ts';
import type { Bed } from './lab.ts';

/** As many as a condition may have, see app/segments/conditions/condition-schema.ts. */
const PRODUCTS = 250;
/** The first of the products that the people of `fillWithPeople` bought. */
const FIRST_PRODUCT = 632_910_000;

const products = Array.from({ length: PRODUCTS }, (_, n) => String(FIRST_PRODUCT + n));

/** Creates the products that the expensive predicate names; it is refused where they do not exist. */
export async function fillProducts({ owner, shop }: Bed): Promise<void> {
  await owner.query(
    `insert into product (shop_id, id, title, status, updated_at)
     select $1, id, 'Trail Shoe ' || id, 'active', now() from unnest($2::text[]) as id`,
    [shop.id, products],
  );
}

/** Conditions that match no one, the most expensive first; a predicate is filled up with those that still fit. */
const EXPENSIVE_CONDITIONS: ((days: number) => Condition)[] = [
  () => ({ field: 'intent', is: 'more_than', value: 100 }),
  (days) => ({ interest: 'bought', is: 'within', products, collections: [], days }),
  (days) => ({ signal: 'order_placed', is: 'at_least', times: 1_000_000, days: 3_000 + days }),
  () => ({ field: 'orders', is: 'at_least', value: 1_000_000 }),
];

/**
 * The most expensive predicate that the segment builder accepts, in turns of lists of products, among them what
 * all people bought, and of scores: as many conditions as its limit allows. As none matches, all are evaluated for every row.
 * @param turn makes it another one each time
 */
export function expensiveCount(turn: number): AdminAsk {
  const any: Condition[] = [];
  const kinds = turn % 2 === 0 ? EXPENSIVE_CONDITIONS.slice(1) : EXPENSIVE_CONDITIONS;
  for (const kind of kinds) {
    for (;;) {
      const next = kind((1 + any.length + 100 * (turn % 1_000)) / 1e9);
      if (predicateCost({ any: [...any, next] }, new Map()) > MOST_POINTS) break;
      any.push(next);
    }
  }
  const form = new URLSearchParams({ predicate: JSON.stringify({ any }), key: '' });
  return { path: '/app/segments/live?_data=routes%2Fapp.segments.live', form: form.toString() };
}

/** Words that the name or address of all people, of few, or of no one has. */
const WORDS = ['person', 'mail.example', 'byron 1', 'ada', 'person.99', 'absent'];
const SORTS = ['score', 'seen', 'spent'];

/** A search among a shop's people that finds all of them, in one of three orders, or few or none. */
export function expensiveSearch(turn: number): AdminAsk {
  const search = WORDS[turn % WORDS.length] ?? '';
  const sort = SORTS[Math.floor(turn / WORDS.length) % SORTS.length] ?? '';
  return peoplePage({ search, sort });
}

/** The list of people of a shop. */
export function peoplePage(view: Record<string, string> = {}): AdminAsk {
  const query = new URLSearchParams({ ...view, _data: 'routes/app.people._index' });
  return { path: `/app/people?index&${query.toString()}` };
}
