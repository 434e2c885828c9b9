import type pg from 'pg';
import { inShop, isStatementTimeout, type ShopClient } from '#app/platform/db.server.ts';
import { assertLease, type Heartbeat } from '#app/queue/heartbeat.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { HELD_TABLES, type HeldTable } from '#app/profiles/person-tables/registry.ts';
import {
  deleteRowsByLeads,
  findAnonymousProfiles,
  forgetNotDuplicates,
  identifiersToDelete,
  type RowLead,
  type StoredIdentifier,
} from './store/anonymous-profiles.server.ts';
import { tablePartitions } from './store/table-partitions.server.ts';

/** Profiles deleted in one transaction; the drain waits no longer than that. */
const PROFILES_AT_ONCE = 200;

/**
 * Deletes the profiles of whom nothing is known but what a browser did, and who did nothing since a moment, with
 * everything of theirs. A person who ordered, applied or said anything about consent is not anonymous. Killed at any
 * moment, it goes on with what is left.
 * @param before epoch milliseconds
 * @returns how many profiles
 */
export async function deleteAnonymous(
  pool: pg.Pool,
  heartbeat: Heartbeat,
  shopId: string,
  before: number,
  profilesAtOnce = PROFILES_AT_ONCE,
): Promise<number> {
  let deleted = 0;
  let most = profilesAtOnce;
  const deleteSome = (limit: number) =>
    inShop(pool, shopId, async (client) => {
      await assertLease(client, heartbeat);
      await claimShop(client, shopId);
      const ids = await findAnonymousProfiles(client, shopId, before, limit);
      if (ids.length > 0) await deleteProfiles(client, shopId, ids);
      return ids.length;
    });
  for (;;) {
    try {
      const count = await deleteSome(most);
      deleted += count;
      if (count < most) return deleted;
    } catch (error) {
      // Some browsers did more than others: of fewer, one statement deletes all.
      if (!isStatementTimeout(error) || most === 1) throw error;
      most = Math.ceil(most / 2);
    }
  }
}

/** Deletes profiles and their rows from every table that the registry says holds a person. */
async function deleteProfiles(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  const identifiers = await identifiersToDelete(client, shopId, ids);
  // Others remember that they are not these; that goes as well.
  await forgetNotDuplicates(client, shopId, ids);
  for (const held of WHOLE) await deleteHeld(client, shopId, held, ids, identifiers);
}

/** Who has rows of which something stays, a proof or an order, or has applied, is not anonymous. */
const WHOLE = HELD_TABLES.filter(
  ({ table, person }) => person.erase === 'delete' && table !== 'application',
);

async function deleteHeld(
  client: ShopClient,
  shopId: string,
  held: HeldTable,
  ids: readonly string[],
  identifiers: readonly StoredIdentifier[],
): Promise<void> {
  const leads = leadsTo(held, ids, identifiers);
  if (leads.length === 0) return;
  for (const partition of await tablePartitions(client, held.table))
    await deleteRowsByLeads(client, shopId, partition, leads);
}

/** What leads to the rows of profiles in a table. */
function leadsTo(
  { person }: HeldTable,
  ids: readonly string[],
  identifiers: readonly StoredIdentifier[],
): RowLead[] {
  const leads: RowLead[] = person.profile.map((column) => ({ column, type: 'uuid', values: ids }));
  for (const [column, kind] of Object.entries(person.identifiers ?? {})) {
    const values = identifiers.filter((one) => one.kind === kind).map(({ value }) => value);
    if (values.length > 0) leads.push({ column, type: 'text', values });
  }
  return leads;
}
