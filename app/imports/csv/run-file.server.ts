import { rememberRefusals } from '#app/consent/remembered-refusals.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { readBatches } from '#app/imports/shopify/read-batches.ts';
import { saveGroups } from '#app/imports/shopify/save-groups.server.ts';
import type { ImportShop } from '#app/imports/shopify/store/import-shop.server.ts';
import type { ImportedGroup, ImportTarget } from '#app/imports/shopify/saved-run.server.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { goneAddresses } from '#app/privacy/erased-identifiers.server.ts';
import { saveErrors } from './errors.server.ts';
import { errorsOf, openRows, termsOf, type FileRow } from './file-rows.server.ts';
import type { CsvImport } from './file.ts';
import { endFile } from './files.server.ts';
import { holdFile, noteRows } from './store/file-progress.server.ts';
import type { FileTerms, ParsedRow } from './read-row.ts';
import type { CsvImportServices } from './csv-import-context.server.ts';
import { rowEvents } from './row-events.ts';
import { saveSuppressions } from './save-suppressions.server.ts';
import type { Suppressed } from './store/save-suppressions.server.ts';

/** Rows saved in one transaction. */
const BATCH = 250;

type RowGroup = ImportedGroup & FileRow;

/**
 * Imports what a file says of people, from where it was left. No mail is sent because of it: what is read starts
 * no journey.
 */
export async function runFile(
  services: CsvImportServices,
  shop: ImportShop,
  file: CsvImport,
): Promise<void> {
  const { pool, clock } = services;
  const { bytesDone, rowsDone } = file;
  const size = services.batch ?? BATCH;
  const rows = openRows(pool, shop, file, { byte: bytesDone, row: rowsDone }, size);
  const terms = termsOf(file, shop.timeZone);
  try {
    const run = importTarget(shop.id, file);
    const isWhole = await readBatches(
      bytesDone,
      async () => (await rows.next()).map((row) => groupOf(row, terms)),
      (from, batch) => saveGroups(services, shop, run, from, batch),
    );
    if (!isWhole) return;
    await inShop(pool, shop.id, (client) =>
      endFile(client, shop.id, file.id, { state: 'done', now: clock.now() }),
    );
  } finally {
    await rows.close();
  }
}

function groupOf(row: FileRow, { kind }: FileTerms): RowGroup {
  const events = row.parsed.outcome === 'read' ? rowEvents(row.parsed, kind) : [];
  return { ...row, events, catalog: [], accounts: [], dataIssues: [], unusable: [] };
}

function importTarget(shopId: string, { id }: CsvImport): ImportTarget<RowGroup> {
  return {
    topic: 'import/people',
    startsJourneys: false,
    hold: (client, bytesDone) => holdFile(client, shopId, id, 'running', bytesDone),
    note: (client, groups, { bytesDone }) => saveProgress(client, shopId, id, groups, bytesDone),
    refused: (group) => ({
      ...group,
      events: [],
      parsed: { outcome: 'unusable', reason: 'not_saved' },
    }),
  };
}

async function saveProgress(
  client: ShopClient,
  shopId: string,
  id: string,
  groups: readonly RowGroup[],
  bytesDone: number,
): Promise<void> {
  const refused = groups.flatMap(({ parsed }) => suppressedIn(parsed));
  // Of an erased address a refusal is kept as a code; a file must not bring the address back.
  const { erasedCodes } = ringOf(client);
  const addresses = refused.map(({ address }) => address);
  const gone = await goneAddresses(client, shopId, erasedCodes, addresses);
  const isGone = ({ address }: Suppressed) => gone.has(address);
  await rememberRefusals(client, shopId, erasedCodes, refused.filter(isGone));
  await saveSuppressions(
    client,
    shopId,
    refused.filter((one) => !isGone(one)),
  );
  await saveErrors(client, shopId, id, errorsOf(groups));
  const unusable = groups.filter(({ parsed }) => parsed.outcome === 'unusable').length;
  await noteRows(client, shopId, id, { bytesDone, rows: groups.length, unusable });
}

function suppressedIn(parsed: ParsedRow): Suppressed[] {
  if (parsed.outcome === 'unusable' || !parsed.suppression || parsed.email === null) return [];
  return [{ address: parsed.email, ...parsed.suppression }];
}
