import type { ShopClient } from '#app/platform/db.server.ts';
import type { Identifier, IdentifierKind } from '#app/events/event.ts';
import { identifierKey } from '#app/profiles/identity/directory.ts';
import { PERSONAL } from '#app/profiles/identity/match-tokens.ts';
import type { LoadedState } from './loaded-state.ts';

/** Loads which profiles these identifiers point at, and whether those are identified, into `loaded`. */
export async function loadOwners(
  client: ShopClient,
  shopId: string,
  identifiers: Identifier[],
  loaded: LoadedState,
): Promise<void> {
  if (identifiers.length === 0) return;
  const wanted = [...new Map(identifiers.map((one) => [identifierKey(one), one])).values()];
  const { rows } = await client.query<{
    kind: IdentifierKind;
    value: string;
    profile_id: string;
    part_id: string | null;
    confirmed: boolean;
    identified: boolean;
  }>(
    // By limit, person by person: of an "or exists" the planner reads all identifiers of the shop for each batch.
    `select found.*, found.kind = any($4) or person.is_known is not null as identified
     from unnest($2::text[], $3::text[]) as wanted (kind, value)
     cross join lateral (select kind, value, profile_id, part_id, confirmed from identity
       where shop_id = $1 and kind = wanted.kind and value = wanted.value limit 1) as found
     left join lateral (select true as is_known from identity
       where found.kind <> all($4) and shop_id = $1 and profile_id = found.profile_id and kind = any($4)
       limit 1) as person on true`,
    [shopId, wanted.map(({ kind }) => kind), wanted.map(({ value }) => value), PERSONAL],
  );
  for (const row of rows) {
    loaded.owners.set(identifierKey(row), row.profile_id);
    if (row.identified) loaded.identified.add(row.profile_id);
    if (row.confirmed) loaded.confirmed.add(identifierKey(row));
    if (row.part_id !== null) loaded.parts.set(identifierKey(row), row.part_id);
  }
}
