import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';
import type { Identifier } from '#app/events/event.ts';
import { PERSONAL } from '#app/profiles/identity/match-tokens.ts';

/** An identifier with the profile that it points at. */
export type OwnedIdentifier = Identifier & {
  profileId: string;
  /** The part of the profile that it belongs to, where that is not the profile's own. */
  partId: string | null;
  confirmed: boolean;
  /** Whether an address, a number, a customer or an order points at the profile. */
  identified: boolean;
};

/** Which profiles identifiers point at; those that point at none are left out. */
export async function loadIdentifierOwners(
  client: ShopClient,
  shopId: string,
  identifiers: readonly Identifier[],
): Promise<OwnedIdentifier[]> {
  const { rows } = await client.query<OwnedIdentifier>(
    // By limit, person by person: of an "or exists" the planner reads all identifiers of the shop for each batch.
    `select found.kind, found.value, found.profile_id as "profileId", found.part_id as "partId", found.confirmed,
            found.kind = any($4) or person.is_known is not null as identified
     from unnest($2::text[], $3::text[]) as wanted (kind, value)
     cross join lateral (select kind, value, profile_id, part_id, confirmed from identity
       where shop_id = $1 and kind = wanted.kind and value = wanted.value limit 1) as found
     left join lateral (select true as is_known from identity
       where found.kind <> all($4) and shop_id = $1 and profile_id = found.profile_id and kind = any($4)
       limit 1) as person on true`,
    [shopId, identifiers.map(({ kind }) => kind), identifiers.map(({ value }) => value), PERSONAL],
  );
  return rows;
}

/** The strongest identifier of each profile that has one. */
export async function strongestIdentifiers(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<Identifier[]> {
  const { rows } = await client.query<Identifier>(
    `select distinct on (profile_id) kind, value from identity
      where shop_id = $1 and profile_id = any($2)
      order by profile_id,
        array_position(array['customer', 'email', 'order', 'visitor', 'checkout', 'cart', 'phone'], kind), value`,
    [shopId, profileIds],
  );
  return rows;
}

const SAVE = `insert into identity (shop_id, kind, value, profile_id, part_id, linked_at, linked_by, confirmed)
  select $1, kind, value, profile_id, part_id, at, topic, confirmed
  from json_to_recordset($2) as row (kind text, value text, profile_id uuid, part_id uuid, at timestamptz,
    topic text, confirmed boolean)
  on conflict (shop_id, kind, value) do update set profile_id = excluded.profile_id,
    part_id = excluded.part_id, confirmed = identity.confirmed or excluded.confirmed`;

/** Points identifiers, each once, at profiles. One that was confirmed once stays confirmed. */
export async function saveIdentities(
  client: ShopClient,
  shopId: string,
  links: readonly StatementRow<typeof SAVE>[],
): Promise<void> {
  await writeRows(client, shopId, SAVE, links);
}

/** Forgets which parts of these profiles identifiers belong to. */
export async function clearIdentityParts(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<void> {
  await client.query(
    'update identity set part_id = null where shop_id = $1 and profile_id = any($2) and part_id is not null',
    [shopId, profileIds],
  );
}
