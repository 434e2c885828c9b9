import type { ShopClient } from '#app/platform/db.server.ts';
import { searchPrefix } from '#app/lib/search-prefix.ts';
import {
  isCommonWord,
  PEOPLE_COLUMNS,
  PEOPLE_SHOWN,
  readPeople,
  type PeopleSearchKind,
} from '#app/people/store/list-people.server.ts';
import { readFigures } from '#app/roll-ups/store/read-figures.server.ts';
import { STAGES, type StageKey } from '#app/segments/ready/lifecycle.ts';
import { TRADER_KEY } from '#app/segments/ready/trader-tier.ts';
import { segmentSizes } from '#app/segments/page/list-segments.server.ts';
import type { ListedPerson, PeoplePage } from './list-people.ts';
import { cursorText, MEMBERS_SORTED, type PeopleView } from './people-view.ts';

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
  const { isIndexed } = PEOPLE_COLUMNS[view.sort];
  const isBackward = view.before !== null;
  const place = view.before ?? view.after;
  const prefix = searchPrefix(view.search);
  const [stage, within] =
    view.stage === TRADER_KEY ? ['all', segment ?? TRADER_KEY] : [view.stage, segment];
  const ask = (how: PeopleSearchKind, inOrder: boolean) =>
    readPeople(client, shopId, view, { stage, prefix, segment: within }, how, inOrder);
  let rows: ListedPerson[] = [];
  if (prefix !== '' && (await isCommonWord(client, shopId, prefix)))
    rows = await ask('by_common_word', isIndexed);
  const members = within === null ? 0 : await countMembers(client, shopId, within);
  const isLarge = prefix === '' && members > MEMBERS_SORTED;
  // A page that is not filled holds all the same when the list ends among those that were looked through.
  let isToTheEnd = false;
  if (isLarge && isIndexed) {
    rows = await ask('members', true);
    isToTheEnd = rows.length <= PEOPLE_SHOWN && (await ask('after_members', true)).length === 0;
  }
  const isOfNewest = isLarge && rows.length <= PEOPLE_SHOWN && !isToTheEnd;
  if (rows.length <= PEOPLE_SHOWN && !isToTheEnd) {
    if (prefix !== '') rows = await ask('by_word', false);
    else rows = await ask(within === null ? 'all' : 'newest_members', true);
  }
  const people = rows.slice(0, PEOPLE_SHOWN);
  if (isBackward) people.reverse();
  const hasMore = rows.length > PEOPLE_SHOWN;
  const [first, last] = [people.at(0), people.at(-1)];
  return {
    people,
    previous: first && (isBackward ? hasMore : place !== null) ? placeOf(first, view) : null,
    next: last && (isBackward || hasMore) ? placeOf(last, view) : null,
    isOfNewest,
  };
}

async function countMembers(client: ShopClient, shopId: string, segment: string): Promise<number> {
  const [members] = await readFigures(client, shopId, ['members'], 0, segment);
  return members?.count ?? 0;
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
