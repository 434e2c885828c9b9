import { IS_PERSON } from '#app/profiles/identity/nameless.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { normalEmail } from '#app/lib/email-address.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import { readFigures } from '#app/roll-ups/read-figures.server.ts';
import { STAGES, type StageKey } from '#app/segments/ready/lifecycle.ts';
import { TRADER_KEY } from '#app/segments/ready/trader-tier.ts';
import { segmentSizes } from '#app/segments/page/list-segments.server.ts';
import type { ListedPerson, PeoplePage } from './list-people.ts';
import { cursorText, MEMBERS_SORTED, type PeopleView } from './people-view.ts';

const PAGE_SIZE = 50;

/** What people are sorted by; `isIndexed`: an index has them in this order. */
const COLUMNS: Record<PeopleView['sort'], { column: string; type: string; isIndexed: boolean }> = {
  score: { column: 'score', type: 'smallint', isIndexed: true },
  seen: { column: 'last_seen_at', type: 'timestamptz', isIndexed: true },
  spent: { column: 'spent_minor', type: 'bigint', isIndexed: false },
};

/** Characters of a text that are kept for the search, see the migration of profile_search. */
const TOKEN_LENGTH = 60;

/** Whose name or address has a word that begins with `$4`, by the index alone. */
const FOUND = `id in (select profile_id from profile_search
          where shop_id = $1 and token >= $4 and token < $4 || chr(1114111))`;

/** What was typed, as words are kept: in lower case, from its first letter or digit on; an address as it is stored. */
function searchPrefix(search: string): string {
  const typed = normalEmail(search) ?? search.toLowerCase();
  const words = typed.replace(/^[^\p{L}\p{N}]+/u, '');
  // What has neither letter nor digit is in no word.
  return search === '' || words !== '' ? [...words].slice(0, TOKEN_LENGTH).join('') : search;
}

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

/** Leaves those of `listed` who are in segment `$7` now. */
const MEMBER_AMONG = `cross join lateral (select from ${staysIn('$7')} limit 1) as member`;

/** All of the list; names the parameters that a statement without search or segment leaves out. */
const ALL_PEOPLE = `$4 = '' and ($7::text is null or true)`;

/** In the place of all people: those who joined segment `$7` last. */
const NEWEST_MEMBERS = `(select person.* from (
    select profile_id from membership where shop_id = $1 and segment_key = $7 and left_at is null
     order by entered_at desc, profile_id limit ${String(MEMBERS_SORTED)}) as joined
   cross join lateral (select * from profile where shop_id = $1 and id = joined.profile_id offset 0) as person) as profile`;

/** Who is asked for: a condition of the profile, the most of the list that are taken by it, and who of them is kept. */
type ListQuery = {
  source?: string;
  condition: string;
  most: number;
  /** How many of the list stand before those; none unless given. */
  skipped?: number;
  filter: string;
  /** Whether the list is walked along its index, not sorted. */
  inOrder: boolean;
};

/**
 * One page of the people that a view asks for.
 * @param segment only those who are in it now; null for all
 */
export async function listPeople(
  client: ShopClient,
  shopId: string,
  view: PeopleView,
  segment: string | null = null,
): Promise<PeoplePage> {
  const { column, type, isIndexed } = COLUMNS[view.sort];
  const isBackward = view.before !== null;
  const place = view.before ?? view.after;
  const isDown = (view.direction === 'descending') !== isBackward;
  const order = isDown ? 'desc' : 'asc';
  const prefix = searchPrefix(view.search);
  const [stage, within] =
    view.stage === TRADER_KEY ? ['all', segment ?? TRADER_KEY] : [view.stage, segment];
  const ask = async (query: ListQuery) => {
    const { source = 'profile', condition, most, skipped = 0, filter, inOrder } = query;
    const read = inOrder ? readInKeyOrder<ListedPerson> : readRows;
    return await read(
      client,
      `select id, name, email, grade, score, band, stage, last_seen_at as "lastSeenAt", orders,
              spent_minor as "spentMinor", subscribed,
              exists (select from ${staysIn(`'${TRADER_KEY}'`)}) as "isTrader" from (
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
       limit ${String(PAGE_SIZE + 1)}`,
      [shopId, stage, view.band, prefix, placeValue(view), place?.id ?? null, within],
    );
  };
  let rows: ListedPerson[] = [];
  if (prefix !== '' && (await isCommon(client, shopId, prefix)))
    rows = await ask({
      condition: `$4 <> '' and ${MEMBER}`,
      most: LOOKED_THROUGH,
      filter: FOUND_AMONG,
      inOrder: isIndexed,
    });
  const members = within === null ? 0 : await countMembers(client, shopId, within);
  const isLarge = prefix === '' && members > MEMBERS_SORTED;
  // A page that is not filled holds all the same when the list ends among those that were looked through.
  let isToTheEnd = false;
  if (isLarge && isIndexed) {
    const walk = { condition: ALL_PEOPLE, most: LOOKED_FOR_MEMBERS, inOrder: true };
    rows = await ask({ ...walk, filter: MEMBER_AMONG });
    isToTheEnd =
      rows.length <= PAGE_SIZE &&
      (await ask({ ...walk, most: 1, skipped: LOOKED_FOR_MEMBERS, filter: '' })).length === 0;
  }
  const isOfNewest = isLarge && rows.length <= PAGE_SIZE && !isToTheEnd;
  if (rows.length <= PAGE_SIZE && !isToTheEnd) {
    const listed = { most: PAGE_SIZE + 1, filter: '', inOrder: prefix === '' };
    if (prefix !== '') rows = await ask({ condition: `${FOUND} and ${MEMBER}`, ...listed });
    else {
      const source = within === null ? 'profile' : NEWEST_MEMBERS;
      rows = await ask({ source, condition: ALL_PEOPLE, ...listed });
    }
  }
  const people = rows.slice(0, PAGE_SIZE);
  if (isBackward) people.reverse();
  const hasMore = rows.length > PAGE_SIZE;
  const [first, last] = [people.at(0), people.at(-1)];
  return {
    people,
    previous: first && (isBackward ? hasMore : place !== null) ? placeOf(first, view) : null,
    next: last && (isBackward || hasMore) ? placeOf(last, view) : null,
    isOfNewest,
  };
}

async function isCommon(client: ShopClient, shopId: string, prefix: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from profile_search where shop_id = $1 and token >= $2 and token < $2 || chr(1114111)
      offset $3 limit 1`,
    [shopId, prefix, COMMON],
  );
  return rowCount === 1;
}

async function readRows(
  client: ShopClient,
  text: string,
  values: unknown[],
): Promise<ListedPerson[]> {
  const { rows } = await client.query<ListedPerson>(text, values);
  return rows;
}

async function countMembers(client: ShopClient, shopId: string, segment: string): Promise<number> {
  const [members] = await readFigures(client, shopId, ['members'], 0, segment);
  return members?.count ?? 0;
}

function placeValue({ sort, before, after }: PeopleView): number | Date | null {
  const place = before ?? after;
  if (place === null) return null;
  return sort === 'seen' ? new Date(place.value) : place.value;
}

function placeOf(person: ListedPerson, { sort }: PeopleView): string {
  const values = { score: person.score, seen: person.lastSeenAt, spent: person.spentMinor };
  return cursorText({ value: values[sort], id: person.id });
}

/** How many people are in each stage now; stages without people are missing. */
export async function countStages(
  client: ShopClient,
  shopId: string,
): Promise<Partial<Record<StageKey, number>>> {
  const sizes = await segmentSizes(client, shopId);
  return Object.fromEntries(
    STAGES.flatMap(({ key }) => {
      const size = sizes.get(key);
      return size === undefined ? [] : [[key, size]];
    }),
  );
}
