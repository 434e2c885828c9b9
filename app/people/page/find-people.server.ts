import { searchText } from '#app/lib/list-view.ts';
import type { FoundPerson } from '#app/messages/page/found-person.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { listPeople } from './list-people.server.ts';
import { readPeopleView } from './people-view.ts';

/** As many as are chosen from at once. */
const MOST_FOUND = 20;

/** People whose name or address has a word that begins as was typed, those with the highest score first; all when nothing was. */
export async function findPeople(
  client: ShopClient,
  shopId: string,
  typed: string,
): Promise<FoundPerson[]> {
  const view = readPeopleView(new URLSearchParams({ search: searchText(typed) }));
  const { people } = await listPeople(client, shopId, view);
  return people.slice(0, MOST_FOUND).map(({ id, name, email }) => ({ id, name, email }));
}
