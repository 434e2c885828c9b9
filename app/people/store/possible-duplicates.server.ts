import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, sqlOrder } from '#app/lib/list-view.ts';
import type { Candidate, DuplicateSort, DuplicateView } from '#app/people/page/list-duplicates.ts';

/** How many a page of the list holds. */
export const DUPLICATES_SHOWN = 25;

const ORDERS: Record<DuplicateSort, string> = {
  seen: '"lastSeenAt"',
  found: '"firstSeenAt"',
  spent: '"spent"',
};

/** Pairs that have no decision, as the profiles that they are part of now. */
const OPEN_PAIR = `shop_id = $1 and state = 'open' and low_profile_id <> high_profile_id
     and not exists (select from possible_duplicate kept
       where kept.shop_id = $1 and kept.state = 'kept_apart'
         and ((kept.low_profile_id = pair.low_profile_id and kept.high_profile_id = pair.high_profile_id)
           or (kept.low_profile_id = pair.high_profile_id and kept.high_profile_id = pair.low_profile_id)))`;
const TWO = `least(low_profile_id, high_profile_id) as one, greatest(low_profile_id, high_profile_id) as other`;

/** These, each once. */
const OPEN_PAIRS = `
  select ${TWO},
         array_agg(distinct value) as shared, min(first_seen_at) as first_seen_at, max(last_seen_at) as last_seen_at
    from possible_duplicate pair left join lateral unnest(shared) as value on true
   where ${OPEN_PAIR} group by 1, 2`;

const A = candidate('a');
const B = candidate('b');
const PAIR_A = profileOf('pair.one', 'a');
const PAIR_B = profileOf('pair.other', 'b');
const LISTED_A = profileOf('one', 'a');
const LISTED_B = profileOf('other', 'b');

function candidate(table: 'a' | 'b'): string {
  return `json_build_object('id', ${table}.id, 'name', ${table}.name, 'email', ${table}.email,
    'phone', ${table}.state#>>'{phone,value}', 'country', ${table}.country,
    'company', ${table}.state#>>'{company,value}', 'customerId', ${table}.customer_id, 'orders', ${table}.orders,
    'spentMinor', ${table}.spent_minor,
    'firstSeenAt', (extract(epoch from ${table}.first_seen_at) * 1000)::bigint,
    'lastSeenAt', (extract(epoch from ${table}.last_seen_at) * 1000)::bigint)`;
}

/** Read person by person: the planner could read all people for a few pairs. */
function profileOf(id: string, name: 'a' | 'b'): string {
  return `cross join lateral (select * from profile where shop_id = $1 and id = ${id} limit 1) as ${name}`;
}

/** Two who may be the same person, as they are stored. Times are epoch milliseconds. */
type DuplicatePair = {
  a: Omit<Candidate, 'name'> & { name: string | null };
  b: Omit<Candidate, 'name'> & { name: string | null };
  /** Identifiers that both came with. */
  shared: string[];
  firstSeenAt: number;
  lastSeenAt: number;
};

/** A page of those who may be the same person, and one more where there are more. */
export async function duplicatePairs(
  client: ShopClient,
  shopId: string,
  view: DuplicateView,
): Promise<DuplicatePair[]> {
  const order = `${ORDERS[view.sort]} ${sqlOrder(view)}`;
  const { rows } = await client.query<DuplicatePair>(
    // Of all pairs only what they are found and sorted by; what is shown of profiles is read of those shown.
    `with listed as (
       select one, other, shared, pair.first_seen_at as "firstSeenAt", pair.last_seen_at as "lastSeenAt",
              a.spent_minor + b.spent_minor as spent
         from (${OPEN_PAIRS}) as pair
         ${PAIR_A}
         ${PAIR_B}
        where position($2 in lower(concat_ws(' ', a.name, a.email, b.name, b.email,
          array_to_string(shared, ' ')))) > 0
        order by ${order}, one, other limit $3 offset $4)
     select ${A} as a, ${B} as b, shared, "firstSeenAt", "lastSeenAt"
       from listed
       ${LISTED_A}
       ${LISTED_B}
      order by ${order}, one, other`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, DUPLICATES_SHOWN)],
  );
  return rows;
}

/** How many pairs wait for a decision. */
export async function countDuplicates(client: ShopClient, shopId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from (select distinct ${TWO} from possible_duplicate pair where ${OPEN_PAIR}) as pairs`,
    [shopId],
  );
  return rows[0]?.count ?? 0;
}

/** Whether another profile may be the same person. */
export async function hasOpenDuplicate(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from possible_duplicate pair
      where ${OPEN_PAIR} and (low_profile_id = $2 or high_profile_id = $2) limit 1`,
    [shopId, profileId],
  );
  return rowCount === 1;
}
