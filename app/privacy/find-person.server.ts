import type { ShopClient } from '#app/platform/db.server.ts';
import type { Identifier } from '#app/events/event.ts';
import { uniqueIdentifiers, valuesOfKind, type PersonIdentifiers } from './person-identifiers.ts';
import {
  emailsOfOthers,
  findOwners,
  identifiersOfProfiles,
  phonesOfOthers,
  type IdentifierOwner,
} from './store/identifier-owners.server.ts';

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
  const rows = await findOwners(client, shopId, requested);
  const customers = valuesOfKind(requested, 'customer');
  const emails = valuesOfKind(requested, 'email');
  const isTheirs = ({ kind, customerId, email }: IdentifierOwner) => {
    if (kind === 'customer' || (customerId !== null && customers.includes(customerId))) return true;
    if (customerId !== null) return false;
    return kind === 'email' || email === null || emails.includes(email);
  };
  const profileIds = [...new Set(rows.filter(isTheirs).map(({ profileId }) => profileId))];
  // An address that another customer only typed into a checkout is not theirs, even if they were the first to use it.
  const isTyped = ({ kind, value, email, emailBy }: IdentifierOwner) =>
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
  const known = await identifiersOfProfiles(client, shopId, profileIds);
  const identifiers = uniqueIdentifiers([...own, ...known]);
  const phones = await phonesOfOthers(
    client,
    shopId,
    valuesOfKind(identifiers, 'phone'),
    profileIds,
  );
  const addresses = await emailsOfOthers(
    client,
    shopId,
    valuesOfKind(identifiers, 'email'),
    profileIds,
  );
  const isShared = ({ kind, value }: Identifier) =>
    (kind === 'phone' && phones.has(value)) || (kind === 'email' && addresses.has(value));
  return { identifiers: identifiers.filter((one) => !isShared(one)), profileIds };
}
