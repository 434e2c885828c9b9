import { inShop } from '#app/platform/db.server.ts';
import { importShop } from '#app/imports/shopify/save-groups.server.ts';
import type { ImportShop } from '#app/imports/shopify/store/import-shop.server.ts';
import { attempt } from '#app/queue/attempts.server.ts';
import type { CsvImportServices } from './csv-import-context.server.ts';
import { checkFile } from './check-file.server.ts';
import { NotCsvError } from './csv-rows.server.ts';
import type { CsvImport } from './file.ts';
import { endFile } from './files.server.ts';
import { loadRunningCsvImports } from './store/files.server.ts';
import { parkFile } from './store/parked-files.server.ts';
import { runFile } from './run-file.server.ts';

/** Reads every file of a shop that is to be read. May be killed at any moment and run again. */
export async function runCsvImports(services: CsvImportServices, shopId: string): Promise<void> {
  const shop = await importShop(services.pool, shopId);
  if (!shop) return;
  const files = await inShop(services.pool, shopId, (client) =>
    loadRunningCsvImports(client, shopId),
  );
  for (const file of files) {
    await attempt(
      services,
      { shopId, job: 'move_in', input: `${file.id}:${file.state}` },
      () => read(services, shop, file),
      (client) => parkFile(client, shopId, file.id, services.clock.now()),
    );
  }
}

async function read(services: CsvImportServices, shop: ImportShop, file: CsvImport): Promise<void> {
  try {
    if (file.state === 'checking') await checkFile(services, shop, file);
    else await runFile(services, shop, file);
  } catch (error) {
    if (!(error instanceof NotCsvError)) throw error;
    await fail(services, shop.id, file, error.message);
  }
}

async function fail(
  { pool, clock }: CsvImportServices,
  shopId: string,
  { id }: CsvImport,
  error: string,
): Promise<void> {
  await inShop(pool, shopId, (client) =>
    endFile(client, shopId, id, { state: 'failed', error, now: clock.now() }),
  );
}
