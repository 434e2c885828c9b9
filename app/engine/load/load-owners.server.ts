import type { ShopClient } from '#app/platform/db.server.ts';
import type { Identifier } from '#app/events/event.ts';
import { identifierKey } from '#app/profiles/identity/directory.ts';
import { loadIdentifierOwners } from '#app/profiles/store/identities.server.ts';
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
  for (const owned of await loadIdentifierOwners(client, shopId, wanted)) {
    const key = identifierKey(owned);
    loaded.owners.set(key, owned.profileId);
    if (owned.identified) loaded.identified.add(owned.profileId);
    if (owned.confirmed) loaded.confirmed.add(key);
    if (owned.partId !== null) loaded.parts.set(key, owned.partId);
  }
}
