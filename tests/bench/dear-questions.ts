import { predicateCost } from '#app/segments/condition-cost.ts';
import { MOST_POINTS } from '#app/segments/cost-problems.ts';
import type { Question } from '#app/segments/predicate.ts';
import type { AdminAsk } from './admin-visit.ts';
import type { Bed } from './lab.ts';

/** As many as a condition may have, see app/segments/parse-question.ts. */
const PRODUCTS = 250;
/** The first of the products that the people of `fillWithPeople` bought. */
const FIRST_PRODUCT = 632_910_000;

const products = Array.from({ length: PRODUCTS }, (_, n) => String(FIRST_PRODUCT + n));

/** Makes the products that the dear question asks about; it is refused where they are not. */
export async function fillProducts({ owner, shop }: Bed): Promise<void> {
  await owner.query(
    `insert into product (shop_id, id, title, status, updated_at)
     select $1, id, 'Trail Shoe ' || id, 'active', now() from unnest($2::text[]) as id`,
    [shop.id, products],
  );
}

/** Conditions that hold for nobody, the dearest first; a question is filled up with those that still fit. */
const DEAR: ((days: number) => Question)[] = [
  () => ({ field: 'intent', is: 'more_than', value: 100 }),
  (days) => ({ interest: 'bought', is: 'within', products, collections: [], days }),
  (days) => ({ signal: 'order_placed', is: 'at_least', times: 1_000_000, days: 3_000 + days }),
  () => ({ field: 'orders', is: 'at_least', value: 1_000_000 }),
];

/**
 * The dearest question that the builder of segments lets through, in turns of lists of products, among them what
 * everybody bought, and of scores: as many conditions as its limit allows. As none holds, every row is asked all.
 * @param turn makes it another one each time
 */
export function dearCount(turn: number): AdminAsk {
  const any: Question[] = [];
  const kinds = turn % 2 === 0 ? DEAR.slice(1) : DEAR;
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

/** Words that everybody's name or address has, that few have, and that nobody has. */
const WORDS = ['person', 'mail.example', 'byron 1', 'ada', 'person.99', 'nobody'];
const SORTS = ['score', 'seen', 'spent'];

/** A search among a shop's people that finds all of them, in one of three orders, or few or nobody. */
export function dearSearch(turn: number): AdminAsk {
  const search = WORDS[turn % WORDS.length] ?? '';
  const sort = SORTS[Math.floor(turn / WORDS.length) % SORTS.length] ?? '';
  return peoplePage({ search, sort });
}

/** The list of people of a shop. */
export function peoplePage(view: Record<string, string> = {}): AdminAsk {
  const query = new URLSearchParams({ ...view, _data: 'routes/app.people._index' });
  return { path: `/app/people?index&${query.toString()}` };
}
