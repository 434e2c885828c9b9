import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { HELD_TABLES } from '#app/profiles/person-tables/registry.ts';
import { addCounts, rowsIn } from './compliance-request.ts';
import { mentionsOf } from './mentions.ts';
import { identifiersInRequest, type PersonIdentifiers } from './person-identifiers.ts';
import type { PrivacyServices } from './privacy-context.server.ts';
import { eraseSealed, sealedNaming, type SealedSearch } from './store/erase-sealed.server.ts';
import { eraseFileRows } from './store/erase-files.server.ts';
import { eraseMentions, MENTION_COLUMNS, mentioning } from './store/erase-mentions.server.ts';
import { erasePersonRows, type RowCounts } from './store/erase-rows.server.ts';
import { countContacts, eraseTyped, findTypedByOthers } from './store/erase-typed.server.ts';
import { rememberErased } from './store/erased-identifiers.server.ts';
import { findPerson } from './store/find-person.server.ts';
import {
  certifyErasure,
  closeDataRequests,
  saveRequestProgress,
  type OpenRequest,
} from './store/open-requests.server.ts';
import { effectsOfPerson, rowsOfPerson } from './store/person-rows.server.ts';

/** A mail that is being handed over is written down within this time. */
const HANDING_OVER_MS = 30_000;

/**
 * Erases the person whom a request names, and certifies it once a search of everything finds nothing. May be killed
 * at any moment and run again: who is looked for is kept with the request until it is done.
 * @returns false when a mail to the person is being handed over right now; ask again in seconds
 * @throws when something is left after everything was erased
 */
export async function erasePerson(
  services: PrivacyServices,
  shopId: string,
  request: OpenRequest,
): Promise<boolean> {
  const begun = await inShop(services.pool, shopId, (client) =>
    eraseRows(services, client, shopId, request),
  );
  if (begun === null) return false;
  const { person, startedAt } = begun;
  const mentions = mentionsOf(person);
  const search = { mentions, until: request.receivedAt };
  await inShop(services.pool, shopId, async (client) => {
    let { tables } = begun;
    tables = addCounts(tables, await eraseSealed(client, shopId, search));
    tables = addCounts(tables, { move_in_slice: await eraseFileRows(client, shopId, mentions) });
    await closeDataRequests(client, shopId, mentions, services.clock.now());
    tables = addCounts(tables, await eraseMentions(client, shopId, mentions));
    const left = await remaining(client, shopId, { person, ...search });
    if (left > 0)
      throw new Error(`${String(left)} rows of an erased person are left; the job will try again.`);
    const finishedAt = services.clock.now();
    const found = Object.fromEntries(Object.entries(tables).filter(([, rows]) => rows > 0));
    const certificate = { tables: found, rows: rowsIn(found), startedAt, finishedAt, remaining: 0 };
    await certifyErasure(client, shopId, request.key, certificate);
  });
  return true;
}

type Begun = { person: PersonIdentifiers; tables: RowCounts; startedAt: number };

/** What is the person's by profile or identifier, while nothing else is decided in the shop. */
async function eraseRows(
  { clock }: PrivacyServices,
  client: ShopClient,
  shopId: string,
  { key, request, work, certificate }: OpenRequest,
): Promise<Begun | null> {
  await claimShop(client, shopId);
  const now = clock.now();
  const person = work ?? (await findPerson(client, shopId, identifiersInRequest(request)));
  if (await isHandingOver(client, shopId, person, now)) return null;
  await rememberErased(client, shopId, ringOf(client).erasedCodes, person.identifiers, now);
  const erased = addCounts(
    await erasePersonRows(client, shopId, person, now),
    await eraseTyped(client, shopId, person, now),
  );
  const tables = addCounts(certificate?.tables ?? {}, erased);
  const startedAt = certificate?.startedAt ?? now;
  await saveRequestProgress(client, shopId, key, { work: person, tables, startedAt });
  return { person, tables, startedAt };
}

async function isHandingOver(
  client: ShopClient,
  shopId: string,
  person: PersonIdentifiers,
  now: number,
): Promise<boolean> {
  const { sql, values } = effectsOfPerson(shopId, person);
  const { rows } = await client.query<{ is: boolean }>(
    `select exists (select from effect where ${sql} and state = 'attempted'
       and attempted_at > $${String(values.length + 1)}) as is`,
    [...values, new Date(now - HANDING_OVER_MS)],
  );
  return rows[0]?.is === true;
}

/** What a search of everything still finds. */
async function remaining(
  client: ShopClient,
  shopId: string,
  search: SealedSearch & { person: PersonIdentifiers },
): Promise<number> {
  let left = 0;
  for (const held of HELD_TABLES) {
    const theirs = rowsOfPerson(held, shopId, search.person);
    if (theirs === null) continue;
    const { rows } = await client.query<{ left: number }>(
      `select count(*)::int as left from ${held.table} where ${theirs.sql}`,
      theirs.values,
    );
    left += rows[0]?.left ?? 0;
  }
  left += (await findTypedByOthers(client, shopId, search.person)).length;
  left += await countContacts(client, shopId, search.person);
  for await (const _found of sealedNaming(client, shopId, search)) left += 1;
  for (const place of MENTION_COLUMNS) {
    const found = await mentioning(client, shopId, place, search.mentions);
    left += found.length;
  }
  return left;
}
