import { randomUUID } from 'node:crypto';
import type { ShopClient } from '#app/platform/db.server.ts';
import { HELD_TABLES, type HeldTable } from '#app/profiles/person-tables/registry.ts';
import type { RowCounts } from './compliance-request.ts';
import { valuesOfKind, type PersonIdentifiers } from './person-identifiers.ts';
import { blankConsentProofs, deleteHeldRows, giveHeldRows } from './store/held-rows.server.ts';

/**
 * Erases the rows of a person from every table that is theirs by profile or identifier. The caller has claimed the
 * shop. Doing it again finds nothing.
 * @param now epoch milliseconds
 * @returns how many rows were erased, by table; those that keep figures of the shop count as well
 */
export async function erasePersonRows(
  client: ShopClient,
  shopId: string,
  person: PersonIdentifiers,
  now: number,
): Promise<RowCounts> {
  const counts: RowCounts = {};
  // Their orders stay one buyer's, who leads to no profile.
  const standIn = randomUUID();
  for (const held of HELD_TABLES) {
    const rows = await eraseFrom(client, shopId, held, person, { standIn, now });
    if (rows > 0) counts[held.table] = rows;
  }
  return counts;
}

async function eraseFrom(
  client: ShopClient,
  shopId: string,
  held: HeldTable,
  person: PersonIdentifiers,
  { standIn, now }: { standIn: string; now: number },
): Promise<number> {
  const { erase } = held.person;
  switch (erase) {
    case 'blank_file_rows':
      return 0;
    case 'blank_proof':
      return await blankProofs(client, person, now);
    case 'delete':
      return await deleteHeldRows(client, shopId, held, person, 'true');
    default: {
      const kept = await giveHeldRows(client, shopId, held, person, { ...erase, standIn });
      return kept + (await deleteHeldRows(client, shopId, held, person, `not (${erase.keep})`));
    }
  }
}

async function blankProofs(
  client: ShopClient,
  { identifiers, profileIds }: PersonIdentifiers,
  now: number,
): Promise<number> {
  const subjects = (['email', 'phone', 'customer'] as const).flatMap((kind) =>
    valuesOfKind(identifiers, kind).map((value) => `${kind}:${value}`),
  );
  return await blankConsentProofs(client, profileIds, subjects, now);
}
