import type { ConsentAddress } from '#app/consent/known-address.ts';
import { loadAddresses } from '#app/consent/store/address-consent.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { ImportShop } from '#app/imports/shopify/store/import-shop.server.ts';
import { assertLease } from '#app/queue/heartbeat.server.ts';
import { identifierKey } from '#app/profiles/identity/directory.ts';
import { knownIdentifiers, type RowIdentifier } from './store/known-people.server.ts';
import { countRow, noCounts } from './count-rows.ts';
import { firstSeen, forgetSeen } from './store/seen-people.server.ts';
import { saveErrors } from './errors.server.ts';
import { forgetErrors } from './store/errors.server.ts';
import { errorsOf, openRows, type FileRow } from './file-rows.server.ts';
import type { CsvImport } from './file.ts';
import { holdFile, noteChecked, noteRows, rewindCheck } from './store/file-progress.server.ts';
import type { CsvImportServices } from './csv-import-context.server.ts';

/** Rows looked up at a time. */
const BATCH = 500;

/**
 * Says what a file would come to, without taking anything of it. A check that was broken off restarts: it has
 * nothing to lose.
 */
export async function checkFile(
  services: CsvImportServices,
  shop: ImportShop,
  file: CsvImport,
): Promise<void> {
  const { pool, heartbeat } = services;
  const { id: shopId } = shop;
  const { id, bytesStart } = file;
  const size = services.batch ?? BATCH;
  let counts = noCounts();
  let bytesDone = bytesStart;
  const rows = openRows(pool, shop, file, { byte: bytesStart, row: 0 }, size);
  try {
    await inShop(pool, shopId, (client) => restartCheck(client, shopId, file));
    for (let batch = await rows.next(); batch.length > 0; batch = await rows.next()) {
      const taken = batch;
      const goesOn = await inShop(pool, shopId, async (client) => {
        await assertLease(client, heartbeat);
        if (!(await holdFile(client, shopId, id, 'checking', bytesDone))) return false;
        const known = await knownPeople(client, shopId, taken);
        const addresses = await loadAddresses(client, shopId, taken.flatMap(addressesIn));
        const first = await firstSeen(client, shopId, id, taken.flatMap(keysOf));
        for (const row of taken) {
          const keys = keysOf(row);
          const isKnown = keys.some((key) => known.has(key));
          // A person counted as new once is a person of an earlier row from then on.
          const isAgain = keys.some((key) => !first.delete(key));
          counts = countRow(counts, row.parsed, { isKnown, isAgain, addresses });
        }
        await saveErrors(client, shopId, id, errorsOf(taken));
        bytesDone = taken.at(-1)?.end ?? bytesDone;
        const unusable = taken.filter(({ parsed }) => parsed.outcome === 'unusable').length;
        await noteRows(client, shopId, id, { bytesDone, rows: taken.length, unusable });
        return true;
      });
      if (!goesOn) return;
    }
    await inShop(pool, shopId, async (client) => {
      await forgetSeen(client, shopId, id);
      await noteChecked(client, shopId, id, counts);
    });
  } finally {
    await rows.close();
  }
}

async function restartCheck(
  client: ShopClient,
  shopId: string,
  { id, bytesStart }: CsvImport,
): Promise<void> {
  await rewindCheck(client, shopId, id, bytesStart);
  await forgetErrors(client, shopId, id);
  await forgetSeen(client, shopId, id);
}

/** Whom the shop knows of the people in rows, by what identifies them. */
async function knownPeople(
  client: ShopClient,
  shopId: string,
  rows: readonly FileRow[],
): Promise<Set<string>> {
  const identifiers = rows.flatMap(({ parsed }) => identifiersIn(parsed));
  const known = await knownIdentifiers(client, shopId, identifiers);
  return new Set(known.map(identifierKey));
}

/** The addresses and numbers that a row says something of. */
function addressesIn({ parsed }: FileRow): ConsentAddress[] {
  if (parsed.outcome === 'unusable') return [];
  return parsed.intents.flatMap(({ channel }) => {
    const address = channel === 'email' ? parsed.email : parsed.phone;
    return address === null ? [] : [{ channel, address }];
  });
}

function keysOf({ parsed }: FileRow): string[] {
  return identifiersIn(parsed).map(identifierKey);
}

function identifiersIn(parsed: FileRow['parsed']): RowIdentifier[] {
  if (parsed.outcome === 'unusable') return [];
  const { email, phone } = parsed;
  // A phone may be shared by a family, so it identifies a person only where no address does.
  if (email !== null) return [{ kind: 'email', value: email }];
  return phone === null ? [] : [{ kind: 'phone', value: phone }];
}
