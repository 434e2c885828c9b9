import { recordAudit } from '#app/audit/record-audit.server.ts';
import { isMailBeingSent } from '#app/effects/store/effects-of-person.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { HELD_TABLES } from '#app/profiles/person-tables/registry.ts';
import { closeDataRequests } from './close-data-requests.server.ts';
import { addCounts, rowsIn, type RowCounts } from './compliance-request.ts';
import { eraseFileRows } from './erase-files.server.ts';
import { eraseMentions, MENTION_COLUMNS } from './erase-mentions.server.ts';
import { erasePersonRows } from './erase-rows.server.ts';
import { eraseSealed, sealedNaming, type SealedSearch } from './erase-sealed.server.ts';
import { countTypedByOthers, eraseTyped } from './erase-typed.server.ts';
import { findPerson } from './find-person.server.ts';
import { mentionsOf } from './mentions.ts';
import { identifiersInRequest, type PersonIdentifiers } from './person-identifiers.ts';
import type { PrivacyServices } from './privacy-context.server.ts';
import { rememberErased } from './store/erased-identifiers.server.ts';
import { countHeldRows } from './store/held-rows.server.ts';
import { findMentions } from './store/mentions.server.ts';
import {
  completeErasure,
  saveRequestProgress,
  type OpenRequest,
} from './store/open-requests.server.ts';
import { effectsOfPerson } from './store/person-rows.server.ts';

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
    await completeErasure(client, shopId, request.key, certificate);
    const entry = { actor: 'system', action: 'privacy.erased', subject: `privacy:${request.key}` };
    const after = { tables: found, rows: certificate.rows };
    await recordAudit(client, shopId, { ...entry, before: null, after }, finishedAt);
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
  const theirs = effectsOfPerson(shopId, person);
  if (await isMailBeingSent(client, theirs, now - HANDING_OVER_MS)) return null;
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

/** What a search of everything still finds. */
async function remaining(
  client: ShopClient,
  shopId: string,
  search: SealedSearch & { person: PersonIdentifiers },
): Promise<number> {
  let left = 0;
  for (const held of HELD_TABLES) left += await countHeldRows(client, shopId, held, search.person);
  left += await countTypedByOthers(client, shopId, search.person);
  for await (const _found of sealedNaming(client, shopId, search)) left += 1;
  for (const place of MENTION_COLUMNS) {
    const found = await findMentions(client, shopId, place, search.mentions);
    left += found.length;
  }
  return left;
}
