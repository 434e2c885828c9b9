import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { valuesOfKind, type PersonIdentifiers } from '../person-identifiers.ts';
import { withoutTyped, type TypedAddresses } from '../without-typed.ts';
import type { RowCounts } from './erase-rows.server.ts';

/** Where an address that another person typed stands in their rows. */
const PLACES = {
  profile: { column: 'state', owner: 'id' },
  profile_part: { column: 'state', owner: 'profile_id' },
  event: { column: 'delta', owner: 'profile_id' },
} as const;
type Place = keyof typeof PLACES;

type TypedRow = {
  place: Place;
  key: string;
  /** Whose the row is. */
  owner: string;
  state: ProfileState;
  /** An address of the owner's own; null when none is known. */
  own: string | null;
};

/**
 * Takes the address and number of an erased person out of the profiles of others, who typed them into a checkout: they
 * have their own address again, where one is known, and are decided on again. The caller has claimed the shop.
 * @param now epoch milliseconds
 * @returns how many rows were changed, by table
 */
export async function eraseTyped(
  client: ShopClient,
  shopId: string,
  person: PersonIdentifiers,
  now: number,
): Promise<RowCounts> {
  const counts: RowCounts = {};
  const typed = typedBy(person);
  for (const { place, key, owner, state, own } of await findTypedByOthers(client, shopId, person)) {
    // Older than anything that is known of them.
    const ownEmail = own === null ? null : { value: own, at: state.firstSeenAt };
    const left = withoutTyped(state, typed, ownEmail);
    const { column, owner: ownerColumn } = PLACES[place];
    await client.query(
      `update ${place} set ${column} = $3 where shop_id = $1 and id = $2 and ${ownerColumn} = $4`,
      [shopId, key, JSON.stringify(left), owner],
    );
    if (place === 'profile') await showAddress(client, shopId, key, left, now);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  if (counts.profile !== undefined) await enqueueJob(client, shopId, 'drain');
  for (const [table, rows] of Object.entries(await eraseContacts(client, shopId, person)))
    if (rows > 0) counts[table] = (counts[table] ?? 0) + rows;
  return counts;
}

const IN_ORDERS = 'shop_id = $1 and profile_id <> all($2::uuid[]) and contact = any($3)';
const IN_MAILS =
  'shop_id = $1 and (profile_id is null or profile_id <> all($2::uuid[])) and address = any($3)';

/**
 * Takes the address out of the orders of others, whose mail goes to their own address from now on, and out of mails of
 * theirs that left for it.
 */
async function eraseContacts(
  client: ShopClient,
  shopId: string,
  { identifiers, profileIds }: PersonIdentifiers,
): Promise<RowCounts> {
  const values = [shopId, profileIds, valuesOfKind(identifiers, 'email')];
  const orders = await client.query(
    `update purchase set contact = null, snapshot = (snapshot::jsonb - 'contact')::json where ${IN_ORDERS}`,
    values,
  );
  const mails = await client.query(
    `update effect set address = null, subject = null where ${IN_MAILS}`,
    values,
  );
  return { purchase: orders.rowCount ?? 0, effect: mails.rowCount ?? 0 };
}

/** How many orders and mails of others have an address of a person. */
export async function countContacts(
  client: ShopClient,
  shopId: string,
  { identifiers, profileIds }: PersonIdentifiers,
): Promise<number> {
  const emails = valuesOfKind(identifiers, 'email');
  const { rows } = await client.query<{ contacts: number }>(
    `select ((select count(*) from purchase where ${IN_ORDERS})
           + (select count(*) from effect where ${IN_MAILS}))::int as contacts`,
    [shopId, profileIds, emails],
  );
  return rows[0]?.contacts ?? 0;
}

/** The rows of others in which the address or number of a person stands. */
export async function findTypedByOthers(
  client: ShopClient,
  shopId: string,
  person: PersonIdentifiers,
): Promise<TypedRow[]> {
  const { emails, phones } = typedBy(person);
  if (emails.length === 0 && phones.length === 0) return [];
  const holds = (column: string) =>
    `(${column} #>> '{email,value}' = any($3) or ${column} #>> '{phone,value}' = any($4))`;
  const { rows } = await client.query<TypedRow>(
    `with found as (
       select 'profile' as place, id::text as key, id as owner, state from profile
        where shop_id = $1 and id <> all($2::uuid[]) and (email = any($3) or phone = any($4))
       union all
       select 'profile_part', id::text, profile_id, state from profile_part
        where shop_id = $1 and profile_id <> all($2::uuid[]) and ${holds('state')}
       union all
       select 'event', event.id::text, event.profile_id, delta
         from (select distinct profile_id from profile_part
                where shop_id = $1 and profile_id <> all($2::uuid[])) as joined
         join event on event.shop_id = $1 and event.profile_id = joined.profile_id
        where delta is not null and ${holds('delta')})
     select found.*, (select value from identity
         where shop_id = $1 and profile_id = owner and kind = 'email' and value <> all($3)
         order by linked_at desc, value limit 1) as own
       from found`,
    [shopId, person.profileIds, emails, phones],
  );
  return rows;
}

/** Whose address it is not any more is no more found by it, and their consent is that of their own. */
async function showAddress(
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
  await client.query(
    `update profile_fact set email = $3::text, email_domain = split_part($3::text, '@', 2), phone = $4
      where shop_id = $1 and profile_id = $2`,
    [shopId, id, email?.value, phone?.value],
  );
}

function typedBy({ identifiers }: PersonIdentifiers): TypedAddresses {
  return {
    emails: valuesOfKind(identifiers, 'email'),
    phones: valuesOfKind(identifiers, 'phone'),
  };
}
