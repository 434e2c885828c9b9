import type { ShopClient } from '#app/platform/db.server.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { TypedAddresses } from '../without-typed.ts';

/** Where an address that another person typed stands in their rows. */
const PLACES = {
  profile: { column: 'state', owner: 'id' },
  profile_part: { column: 'state', owner: 'profile_id' },
  event: { column: 'delta', owner: 'profile_id' },
} as const;

/** A row of another person's in which an address or number stands. */
export type TypedRow = {
  place: keyof typeof PLACES;
  key: string;
  /** Whose the row is. */
  owner: string;
  state: ProfileState;
  /** An address of the owner's own; null when none is known. */
  own: string | null;
};

const IN_PART = `(state #>> '{email,value}' = any($3) or state #>> '{phone,value}' = any($4))`;
const IN_EVENT = `(delta #>> '{email,value}' = any($3) or delta #>> '{phone,value}' = any($4))`;

/**
 * The rows of others in which an address or number stands.
 * @param profileIds the profiles that are not others
 */
export async function findTypedRows(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  { emails, phones }: TypedAddresses,
): Promise<TypedRow[]> {
  const { rows } = await client.query<TypedRow>(
    `with found as (
       select 'profile' as place, id::text as key, id as owner, state from profile
        where shop_id = $1 and id <> all($2::uuid[]) and (email = any($3) or phone = any($4))
       union all
       select 'profile_part', id::text, profile_id, state from profile_part
        where shop_id = $1 and profile_id <> all($2::uuid[]) and ${IN_PART}
       union all
       select 'event', event.id::text, event.profile_id, delta
         from (select distinct profile_id from profile_part
                where shop_id = $1 and profile_id <> all($2::uuid[])) as joined
         join event on event.shop_id = $1 and event.profile_id = joined.profile_id
        where delta is not null and ${IN_EVENT})
     select found.*, (select value from identity
         where shop_id = $1 and profile_id = owner and kind = 'email' and value <> all($3)
         order by linked_at desc, value limit 1) as own
       from found`,
    [shopId, profileIds, emails, phones],
  );
  return rows;
}

/** Puts another state in place of the one in a row. */
export async function replaceTypedState(
  client: ShopClient,
  shopId: string,
  { place, key, owner }: Pick<TypedRow, 'place' | 'key' | 'owner'>,
  state: ProfileState,
): Promise<void> {
  const { column, owner: ownerColumn } = PLACES[place];
  await client.query(
    `update ${place} set ${column} = $3 where shop_id = $1 and id = $2 and ${ownerColumn} = $4`,
    [shopId, key, JSON.stringify(state), owner],
  );
}

/**
 * A profile is found by its address and number of now alone, is not subscribed, and is decided on again.
 * @param now epoch milliseconds
 */
export async function showProfileAddress(
  client: ShopClient,
  shopId: string,
  id: string,
  { email, phone }: ProfileState,
  now: number,
): Promise<void> {
  await client.query(
    `update profile set email = $3, phone = $4, subscribed = false, next_change_at = $5
      where shop_id = $1 and id = $2`,
    [shopId, id, email?.value, phone?.value, new Date(now)],
  );
}

/** The facts of a profile name its address and number of now. */
export async function showFactAddress(
  client: ShopClient,
  shopId: string,
  id: string,
  { email, phone }: ProfileState,
): Promise<void> {
  await client.query(
    `update profile_fact set email = $3::text, email_domain = split_part($3::text, '@', 2), phone = $4
      where shop_id = $1 and profile_id = $2`,
    [shopId, id, email?.value, phone?.value],
  );
}

const IN_ORDERS = 'shop_id = $1 and profile_id <> all($2::uuid[]) and contact = any($3)';

/**
 * Takes addresses out of the orders of others, whose mail goes to their own address from now on.
 * @returns how many orders
 */
export async function clearOrderContacts(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  emails: readonly string[],
): Promise<number> {
  const { rowCount } = await client.query(
    `update purchase set contact = null, snapshot = (snapshot::jsonb - 'contact')::json where ${IN_ORDERS}`,
    [shopId, profileIds, emails],
  );
  return rowCount ?? 0;
}

/** How many orders of others have one of some addresses. */
export async function countOrderContacts(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  emails: readonly string[],
): Promise<number> {
  const { rows } = await client.query<{ orders: number }>(
    `select count(*) as orders from purchase where ${IN_ORDERS}`,
    [shopId, profileIds, emails],
  );
  return rows[0]?.orders ?? 0;
}
