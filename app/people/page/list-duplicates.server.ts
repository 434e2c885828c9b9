import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, rowPage, sqlOrder } from '#app/lib/list-view.ts';
import { personName } from '#app/profiles/person-name.ts';
import type {
  Candidate,
  DuplicateSort,
  DuplicateView,
  ListedDuplicate,
} from './list-duplicates.ts';
import { identifierWords } from './identity-words.ts';

/** How many a page of the list holds. */
const DUPLICATES_SHOWN = 25;

const ORDERS: Record<DuplicateSort, string> = {
  seen: '"lastSeenAt"',
  found: '"firstSeenAt"',
  spent: '"spent"',
};

/** Pairs that have no decision, as the profiles that they are part of now. */
export const OPEN_PAIR = `shop_id = $1 and state = 'open' and low_profile_id <> high_profile_id
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

type Row = Omit<ListedDuplicate, 'two'> & {
  a: Omit<Candidate, 'name'> & { name: string | null };
  b: Omit<Candidate, 'name'> & { name: string | null };
};

/** Who may be the same person. `waiting` counts all of them, found by the search or not. */
export async function listDuplicates(
  client: ShopClient,
  shopId: string,
  view: DuplicateView,
): Promise<{ duplicates: ListedDuplicate[]; hasMore: boolean; waiting: number }> {
  const order = `${ORDERS[view.sort]} ${sqlOrder(view)}`;
  const { rows } = await client.query<Row>(
    // Of all pairs only what they are found and sorted by; what is shown of profiles is read of those shown.
    `with listed as (
       select one, other, shared, pair.first_seen_at as "firstSeenAt", pair.last_seen_at as "lastSeenAt",
              a.spent_minor + b.spent_minor as spent
         from (${OPEN_PAIRS}) as pair
         ${profileOf('pair.one', 'a')}
         ${profileOf('pair.other', 'b')}
        where position($2 in lower(concat_ws(' ', a.name, a.email, b.name, b.email,
          array_to_string(shared, ' ')))) > 0
        order by ${order}, one, other limit $3 offset $4)
     select ${candidate('a')} as a, ${candidate('b')} as b, shared, "firstSeenAt", "lastSeenAt"
       from listed
       ${profileOf('one', 'a')}
       ${profileOf('other', 'b')}
      order by ${order}, one, other`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, DUPLICATES_SHOWN)],
  );
  const page = rowPage(rows, DUPLICATES_SHOWN);
  return {
    duplicates: page.rows.map(({ a, b, shared, firstSeenAt, lastSeenAt }) => ({
      two: [
        { ...a, name: personName(a) },
        { ...b, name: personName(b) },
      ],
      shared: shared.map(identifierWords),
      firstSeenAt,
      lastSeenAt,
    })),
    hasMore: page.hasMore,
    waiting: await countDuplicates(client, shopId),
  };
}

/** How many pairs wait for a decision. */
export async function countDuplicates(client: ShopClient, shopId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from (select distinct ${TWO} from possible_duplicate pair where ${OPEN_PAIR}) as pairs`,
    [shopId],
  );
  return rows[0]?.count ?? 0;
}
