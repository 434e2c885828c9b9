import type { ShopClient } from '#app/platform/db.server.ts';
import type { AccountChange } from '#app/events/account-change.ts';
import { newestOfEach } from '#app/lib/newest-of-each.ts';
import { companyGid } from './company-gid.ts';
import { saveCompanies, saveContacts, saveLocations } from './store/accounts.server.ts';
import {
  markCompaniesDeleted,
  markContactsDeleted,
  markLocationsDeleted,
} from './store/deleted-accounts.server.ts';

/** Keeps companies, their contacts and their places as Shopify last sent them; an older delivery never wins. */
export async function saveAccounts(
  client: ShopClient,
  shopId: string,
  changes: readonly AccountChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const pick = <T>(choose: (change: AccountChange) => T | null) =>
    changes.flatMap((change) => choose(change) ?? []);
  await saveCompanies(
    client,
    shopId,
    newestOfEach(pick((change) => (change.kind === 'company.changed' ? change.company : null))),
  );
  await saveContacts(
    client,
    shopId,
    newestOfEach(pick((change) => (change.kind === 'contact.changed' ? change.contact : null))),
  );
  await saveLocations(
    client,
    shopId,
    newestOfEach(pick((change) => (change.kind === 'location.changed' ? change.location : null))),
  );
  await markDeleted(client, shopId, changes);
}

type Deletion = Extract<AccountChange, { at: number }>;

/** Every deletion is received together with what was deleted, so that its row is there. */
async function markDeleted(
  client: ShopClient,
  shopId: string,
  changes: readonly AccountChange[],
): Promise<void> {
  const deleted = (kind: Deletion['kind']) =>
    changes.flatMap((change) => (change.kind === kind ? [change] : []));
  await markCompaniesDeleted(
    client,
    shopId,
    deleted('company.deleted').map(({ id, at }) => ({ gid: companyGid(id), at })),
  );
  await markContactsDeleted(client, shopId, deleted('contact.deleted'));
  await markLocationsDeleted(client, shopId, deleted('location.deleted'));
}
