import { linkByDomain } from '#app/companies/link-by-domain.server.ts';
import { saveAccounts } from '#app/companies/save-accounts.server.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { admitAccounts } from '#app/privacy/erased-identifiers.server.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';
import type { Projection } from './projection.server.ts';

/** Companies with their contacts and locations, and the people who belong to them by their address. */
export const companiesProjection: Projection = {
  name: 'companies',
  apply: async ({ client, shopId, batch, changes }) => {
    // After the privacy requests of the batch: who is erased by one is no contact any more.
    const accounts =
      batch.accounts.length === 0
        ? []
        : await admitAccounts(client, shopId, ringOf(client).erasedCodes, batch.accounts);
    await saveAccounts(client, shopId, accounts);
    await linkByDomain(client, shopId, { people: identifiedBy(changes), accounts });
    return [];
  },
};

/** Profiles that got an identifier which may link them to a company, from another profile too. */
function identifiedBy({ links, merges }: StateChanges): string[] {
  const linked = links.filter(
    ({ identifier: { kind } }) => kind === 'email' || kind === 'customer',
  );
  return [
    ...new Set([...linked.map(({ profileId }) => profileId), ...merges.map(({ into }) => into)]),
  ];
}
