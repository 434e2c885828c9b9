import type { ShopClient } from '#app/platform/db.server.ts';
import { HELD_TABLES } from '#app/profiles/person-tables/registry.ts';
import type { RowCounts } from './compliance-request.ts';
import { sealedNaming } from './erase-sealed.server.ts';
import { mentionsOf } from './mentions.ts';
import type { PersonIdentifiers } from './person-identifiers.ts';
import { countHeldRows } from './store/held-rows.server.ts';

/** How many rows each table holds of a person, those that an export shows. */
export async function countPersonRows(
  client: ShopClient,
  shopId: string,
  person: PersonIdentifiers,
): Promise<RowCounts> {
  const counts: RowCounts = {};
  for (const held of HELD_TABLES) {
    if (held.person.heading === null) continue;
    const count = await countHeldRows(client, shopId, held, person);
    if (count > 0) counts[held.table] = count;
  }
  const search = { mentions: mentionsOf(person), until: null };
  for await (const { found } of sealedNaming(client, shopId, search))
    counts[found.table] = (counts[found.table] ?? 0) + 1;
  return counts;
}
