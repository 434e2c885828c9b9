import type { AdminAsk } from './admin-visit.ts';
import type { Bed } from './lab.ts';

/** As many as a question and a condition may have, see app/segments/parse-predicate.ts. */
const CONDITIONS = 100;
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

/**
 * The dearest question that the builder of segments lets through: a hundred conditions, each with as many products
 * as it may have, among them what everybody bought. None of them holds, so every row is asked all of them.
 * @param turn makes it another one each time
 */
export function dearCount(turn: number): AdminAsk {
  const any = Array.from({ length: CONDITIONS }, (_, n) => {
    const days = (1 + n + CONDITIONS * (turn % 1_000)) / 1e9;
    return { interest: 'bought', is: 'within', products, collections: [], days };
  });
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
