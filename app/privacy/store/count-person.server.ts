import type { ShopClient } from '#app/platform/db.server.ts';
import { HELD_TABLES } from '#app/profiles/person-tables/registry.ts';
import { mentionsOf } from '../mentions.ts';
import type { PersonIdentifiers } from '../person-identifiers.ts';
import type { RowCounts } from './erase-rows.server.ts';
import { sealedNaming } from './erase-sealed.server.ts';
import { rowsOfPerson } from './person-rows.server.ts';

/** How many rows each table holds of a person, those that an export shows. */
export async function countPersonRows(
  client: ShopClient,
  shopId: string,
  person: PersonIdentifiers,
): Promise<RowCounts> {
  const counts: RowCounts = {};
  for (const held of HELD_TABLES) {
    const theirs = held.person.heading === null ? null : rowsOfPerson(held, shopId, person);
    if (theirs === null) continue;
    const { rows } = await client.query<{ rows: number }>(
      `select count(*)::int as rows from ${held.table} where ${theirs.sql}`,
      theirs.values,
    );
    const count = rows[0]?.rows ?? 0;
    if (count > 0) counts[held.table] = count;
  }
  const search = { mentions: mentionsOf(person), until: null };
  for await (const { found } of sealedNaming(client, shopId, search))
    counts[found.table] = (counts[found.table] ?? 0) + 1;
  return counts;
}
