import type { ShopClient } from '#app/platform/db.server.ts';
import type { Identifier, IdentifierKind } from '#app/events/event.ts';
import { uniqueIdentifiers, valuesOfKind, type PersonIdentifiers } from '../person-identifiers.ts';

type Owner = {
  kind: IdentifierKind;
  value: string;
  profileId: string;
  customerId: string | null;
  email: string | null;
  /** Where the profile's address comes from; null when it has none. */
  emailBy: string | null;
};

/**
 * Everything that leads to the person whom some identifiers name. An address that belongs to another customer by
 * now, and a number that another person has too, are theirs and are left out.
 * @param requested the identifiers of a request: a customer, an address, a number, orders
 */
export async function findPerson(
  client: ShopClient,
  shopId: string,
  requested: readonly Identifier[],
): Promise<PersonIdentifiers> {
  const { rows } = await client.query<Owner>(
    `select i.kind, i.value, i.profile_id as "profileId", p.customer_id as "customerId", p.email,
            p.state #>> '{email,by}' as "emailBy"
       from identity i join profile p on p.shop_id = $1 and p.id = i.profile_id
       join unnest($2::text[], $3::text[]) as input (kind, value) on input.kind = i.kind and input.value = i.value
      where i.shop_id = $1 and i.kind in ('customer', 'email', 'phone')`,
    [shopId, requested.map(({ kind }) => kind), requested.map(({ value }) => value)],
  );
  const customers = valuesOfKind(requested, 'customer');
  const emails = valuesOfKind(requested, 'email');
  const isTheirs = ({ kind, customerId, email }: Owner) => {
    if (kind === 'customer' || (customerId !== null && customers.includes(customerId))) return true;
    if (customerId !== null) return false;
    return kind === 'email' || email === null || emails.includes(email);
  };
  const profileIds = [...new Set(rows.filter(isTheirs).map(({ profileId }) => profileId))];
  // An address that another customer only typed into a checkout is not theirs, even if they were the first to use it.
  const isTyped = ({ kind, value, email, emailBy }: Owner) =>
    kind === 'email' && !(email === value && emailBy === 'customer');
  const foreign = rows.filter((owner) => !profileIds.includes(owner.profileId) && !isTyped(owner));
  const own = requested.filter(
    (one) => !foreign.some(({ kind, value }) => kind === one.kind && value === one.value),
  );
  return await findProfiles(client, shopId, profileIds, own);
}

/**
 * Everything that leads to the person of some profiles.
 * @param own identifiers that are known to be theirs as well
 */
export async function findProfiles(
  client: ShopClient,
  shopId: string,
  profileIds: string[],
  own: readonly Identifier[] = [],
): Promise<PersonIdentifiers> {
  const { rows: known } = await client.query<Identifier>(
    `select kind, value from identity where shop_id = $1 and profile_id = any($2)`,
    [shopId, profileIds],
  );
  const identifiers = uniqueIdentifiers([...own, ...known]);
  const phones = await numbersOfOthers(client, shopId, identifiers, profileIds);
  const addresses = await addressesOfOthers(client, shopId, identifiers, profileIds);
  const isShared = ({ kind, value }: Identifier) =>
    (kind === 'phone' && phones.has(value)) || (kind === 'email' && addresses.has(value));
  return { identifiers: identifiers.filter((one) => !isShared(one)), profileIds };
}

/**
 * Addresses that Shopify says are another customer's by now: they stay, with what was refused there. What another
 * person only typed into a checkout is not theirs by that.
 */
async function addressesOfOthers(
  client: ShopClient,
  shopId: string,
  identifiers: readonly Identifier[],
  profileIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ email: string }>(
    `select distinct email from profile
      where shop_id = $1 and email = any($2) and id <> all($3)
        and customer_id is not null and state #>> '{email,by}' = 'customer'`,
    [shopId, valuesOfKind(identifiers, 'email'), profileIds],
  );
  return new Set(rows.map(({ email }) => email));
}

/** Numbers that another person has too, such as a family's: they stay, with what was said of them. */
async function numbersOfOthers(
  client: ShopClient,
  shopId: string,
  identifiers: readonly Identifier[],
  profileIds: readonly string[],
): Promise<Set<string>> {
  const numbers = valuesOfKind(identifiers, 'phone');
  const { rows } = await client.query<{ phone: string }>(
    `select distinct phone from profile where shop_id = $1 and phone = any($2) and id <> all($3)`,
    [shopId, numbers, profileIds],
  );
  return new Set(rows.map(({ phone }) => phone));
}
