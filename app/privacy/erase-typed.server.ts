import {
  countMailAddresses,
  eraseMailAddresses,
} from '#app/effects/store/effects-of-person.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { RowCounts } from './compliance-request.ts';
import { valuesOfKind, type PersonIdentifiers } from './person-identifiers.ts';
import {
  clearOrderContacts,
  countOrderContacts,
  findTypedRows,
  replaceTypedState,
  showFactAddress,
  showProfileAddress,
  type TypedRow,
} from './store/typed-addresses.server.ts';
import { withoutTyped, type TypedAddresses } from './without-typed.ts';

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
    await replaceTypedState(client, shopId, { place, key, owner }, left);
    if (place === 'profile') {
      // Whose address it is not any more is no more found by it, and their consent is that of their own.
      await showProfileAddress(client, shopId, key, left, now);
      await showFactAddress(client, shopId, key, left);
    }
    counts[place] = (counts[place] ?? 0) + 1;
  }
  if (counts.profile !== undefined) await enqueueJob(client, shopId, 'drain');
  const { profileIds } = person;
  const orders = await clearOrderContacts(client, shopId, profileIds, typed.emails);
  if (orders > 0) counts.purchase = (counts.purchase ?? 0) + orders;
  const mails = await eraseMailAddresses(client, shopId, profileIds, typed.emails);
  if (mails > 0) counts.effect = (counts.effect ?? 0) + mails;
  return counts;
}

/** The rows of others in which the address or number of a person stands. */
async function findTypedByOthers(
  client: ShopClient,
  shopId: string,
  person: PersonIdentifiers,
): Promise<TypedRow[]> {
  const typed = typedBy(person);
  if (typed.emails.length === 0 && typed.phones.length === 0) return [];
  return await findTypedRows(client, shopId, person.profileIds, typed);
}

/** How many rows, orders and mails of others have an address or number of a person. */
export async function countTypedByOthers(
  client: ShopClient,
  shopId: string,
  person: PersonIdentifiers,
): Promise<number> {
  const typed = await findTypedByOthers(client, shopId, person);
  const { emails } = typedBy(person);
  const { profileIds } = person;
  const orders = await countOrderContacts(client, shopId, profileIds, emails);
  return typed.length + orders + (await countMailAddresses(client, shopId, profileIds, emails));
}

function typedBy({ identifiers }: PersonIdentifiers): TypedAddresses {
  return {
    emails: valuesOfKind(identifiers, 'email'),
    phones: valuesOfKind(identifiers, 'phone'),
  };
}
