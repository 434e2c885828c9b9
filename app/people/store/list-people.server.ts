import { IS_PERSON } from '#app/profiles/identity/nameless.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import type { ListedPerson } from '#app/people/page/list-people.ts';
import { MEMBERS_SORTED, type PeopleView } from '#app/people/page/people-view.ts';
import { TRADER_KEY } from '#app/segments/ready/trader-tier.ts';

/** How many a page of the list holds. */
export const PEOPLE_SHOWN = 50;

/** What people are sorted by; `isIndexed`: an index has them in this order. */
export const PEOPLE_COLUMNS: Record<
  PeopleView['sort'],
  { column: string; type: string; isIndexed: boolean }
> = {
  score: { column: 'score', type: 'smallint', isIndexed: true },
  seen: { column: 'last_seen_at', type: 'timestamptz', isIndexed: true },
  spent: { column: 'spent_minor', type: 'bigint', isIndexed: false },
};

/** Whose name or address has a word that begins with `$4`, by the index alone. */
const FOUND = `id in (select profile_id from profile_search
          where shop_id = $1 and token >= $4 and token < $4 || chr(1114111))`;

/** A word that so many people have is looked for person by person, in the order of the list. */
const COMMON = 5_000;
/** So many people of the list are looked through before all that have the word are taken together. */
const LOOKED_THROUGH = 3_000;
/** And so many before the members of a segment are taken that joined it last. */
const LOOKED_FOR_MEMBERS = 2_000;

/** Leaves those of `listed` whose name or address has a word that begins with `$4`; reads the words of each alone. */
const FOUND_AMONG = `cross join lateral (select from (
    select token from profile_search where shop_id = $1 and profile_id = listed.id offset 0) as words
  where token >= $4 and token < $4 || chr(1114111) limit 1) as found`;

const MEMBER = `($7::text is null or exists (select from membership where membership.shop_id = $1
    and segment_key = $7 and profile_id = profile.id and left_at is null))`;
/**
 * The stays of each of `listed` in a segment that are not over, by their key. That they are not over is asked
 * afterwards: else the index of all who are in the segment could be read for each of them.
 */
function staysIn(segment: string): string {
  return `(select left_at from membership
      where shop_id = $1 and segment_key = ${segment} and profile_id = listed.id offset 0) as stays
    where left_at is null`;
}
const TRADER_STAYS = staysIn(`'${TRADER_KEY}'`);

/** Leaves those of `listed` who are in segment `$7` now. */
const MEMBER_AMONG = `cross join lateral (select from ${staysIn('$7')} limit 1) as member`;

/** All of the list; names the parameters that a statement without search or segment leaves out. */
const ALL_PEOPLE = `$4 = '' and ($7::text is null or true)`;

/** In the place of all people: those who joined segment `$7` last. */
const NEWEST_MEMBERS = `(select person.* from (
    select profile_id from membership where shop_id = $1 and segment_key = $7 and left_at is null
     order by entered_at desc, profile_id limit ${String(MEMBERS_SORTED)}) as joined
   cross join lateral (select * from profile where shop_id = $1 and id = joined.profile_id offset 0) as person) as profile`;

/** How a page is found: where people are taken from, a condition of them, the most taken by it, and who is left. */
type PeopleSearch = {
  source: string;
  condition: string;
  most: number;
  /** How many of the list stand before those. */
  skipped: number;
  filter: string;
};

const ALL: PeopleSearch = {
  source: 'profile',
  condition: ALL_PEOPLE,
  most: PEOPLE_SHOWN + 1,
  skipped: 0,
  filter: '',
};

const SEARCHES = {
  all: ALL,
  /** Who has the word. */
  by_word: { ...ALL, condition: `${FOUND} and ${MEMBER}` },
  /** Who has a word that many have, among the first of the list. */
  by_common_word: {
    ...ALL,
    condition: `$4 <> '' and ${MEMBER}`,
    most: LOOKED_THROUGH,
    filter: FOUND_AMONG,
  },
  /** Who is in the segment, among the first of the list. */
  members: { ...ALL, most: LOOKED_FOR_MEMBERS, filter: MEMBER_AMONG },
  /** The one who stands behind those. */
  after_members: { ...ALL, most: 1, skipped: LOOKED_FOR_MEMBERS },
  /** Those who joined the segment last, and no others. */
  newest_members: { ...ALL, source: NEWEST_MEMBERS },
} satisfies Record<string, PeopleSearch>;

/** How people of a list are searched for. */
export type PeopleSearchKind = keyof typeof SEARCHES;

/** Which people of the list: `prefix` begins a word of theirs, or is empty; `segment` is one they are in, or null. */
export type PeopleFilter = { stage: string; prefix: string; segment: string | null };

/**
 * People of a list from the view's place on, in its order, and one more than a page where there are more.
 * @param inOrder whether the list is walked along its index, not sorted
 */
export async function readPeople(
  client: ShopClient,
  shopId: string,
  view: PeopleView,
  { stage, prefix, segment }: PeopleFilter,
  how: PeopleSearchKind,
  inOrder: boolean,
): Promise<ListedPerson[]> {
  const { source, condition, most, skipped, filter } = SEARCHES[how];
  const { column, type } = PEOPLE_COLUMNS[view.sort];
  const isDown = (view.direction === 'descending') !== (view.before !== null);
  const order = isDown ? 'desc' : 'asc';
  const place = view.before ?? view.after;
  const read = inOrder ? readInKeyOrder<ListedPerson> : readSorted;
  return await read(
    client,
    `select id, name, email, grade, score, band, stage, last_seen_at as "lastSeenAt", orders,
            spent_minor as "spentMinor", subscribed,
            exists (select from ${TRADER_STAYS}) as "isTrader" from (
       select * from ${source}
        where shop_id = $1 and ${IS_PERSON}
          and ($2 = 'all' or stage = $2)
          and ($3 = 'all' or band = $3)
          and ${condition}
          and ($6::uuid is null or (${column}, id) ${isDown ? '<' : '>'} ($5::${type}, $6::uuid))
        order by ${column} ${order}, id ${order}
        limit ${String(most)} offset ${String(skipped)}) as listed
     ${filter}
     order by ${column} ${order}, id ${order}
     limit ${String(PEOPLE_SHOWN + 1)}`,
    [shopId, stage, view.band, prefix, placeValue(view), place?.id ?? null, segment],
  );
}

async function readSorted(
  client: ShopClient,
  text: string,
  values: unknown[],
): Promise<ListedPerson[]> {
  const { rows } = await client.query<ListedPerson>(text, values);
  return rows;
}

function placeValue({ sort, before, after }: PeopleView): number | Date | null {
  const place = before ?? after;
  if (place === null) return null;
  return sort === 'seen' ? new Date(place.value) : place.value;
}

/** Whether many people have a word that begins so. */
export async function isCommonWord(
  client: ShopClient,
  shopId: string,
  prefix: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from profile_search where shop_id = $1 and token >= $2 and token < $2 || chr(1114111)
      offset $3 limit 1`,
    [shopId, prefix, COMMON],
  );
  return rowCount === 1;
}
