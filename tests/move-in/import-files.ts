import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { attempt } from '#app/queue/attempts.server.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { CHUNK_BYTES, type CsvImport } from '#app/imports/csv/file.ts';
import { beginFile, startCheck, startRun } from '#app/imports/csv/files.server.ts';
import { loadCsvImport } from '#app/imports/csv/store/files.server.ts';
import { runCsvImports } from '#app/imports/csv/run-csv-imports.server.ts';
import type { CsvImportServices } from '#app/imports/csv/csv-import-context.server.ts';
import { completeFile, type FileUploadOutcome } from '#app/imports/csv/chunks.server.ts';
import { saveChunk } from '#app/imports/csv/store/chunks.server.ts';
import { policyOf } from '#tests/setup/policy-of.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import type { TestDatabase } from '#tests/setup/database.ts';

/** When the files are imported, epoch milliseconds. */
export const IMPORTED_AT = Date.UTC(2026, 10, 21, 12);
/** Where the files of other platforms lie. */
export const IMPORT_FIXTURES = join(import.meta.dirname, '../fixtures/move-in');
/** One of each kind of file, in the order in which they are imported. */
export const IMPORT_FILES = [
  'klaviyo-profiles.csv',
  'klaviyo-suppressions.csv',
  'omnisend-contacts.csv',
  'subscribed_members_export_7a1b.csv',
  'unsubscribed_members_export_7a1b.csv',
  'cleaned_members_export_7a1b.csv',
  'plain.csv',
];

/** Files of people over a test's database: sent, checked and imported as the pages and the worker do. */
export function openImportFiles(db: TestDatabase) {
  /** `diesAt`: at which look at the clock the process dies. */
  async function services(diesAt = Infinity, now = IMPORTED_AT): Promise<CsvImportServices> {
    let looks = 0;
    return {
      pool: db.pool,
      clock: {
        now() {
          looks += 1;
          if (looks >= diesAt) throw Object.assign(new Error('killed'), { code: 'ECONNRESET' });
          return now;
        },
      },
      logger: silentLogger,
      heartbeat: await registerHeartbeat(db.pool, 'test'),
      policyOf,
      batch: 2,
    };
  }

  async function send(
    shopId: string,
    fileName: string,
    bytes: Buffer,
    now = IMPORTED_AT,
  ): Promise<{ id: string; completed: FileUploadOutcome }> {
    return await inShop(db.pool, shopId, async (client) => {
      const begun = await beginFile(client, shopId, {
        fileName,
        bytes: bytes.length,
        actor: 'staff',
        now,
      });
      if (begun.outcome !== 'begun') throw new Error(begun.reason);
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
        const chunk = bytes.subarray(at, at + CHUNK_BYTES);
        await saveChunk(client, shopId, begun.id, at / CHUNK_BYTES, chunk);
      }
      return { id: begun.id, completed: await completeFile(client, shopId, begun.id) };
    });
  }

  async function look(shopId: string, id: string): Promise<CsvImport> {
    const file = await inShop(db.pool, shopId, (client) => loadCsvImport(client, shopId, id));
    if (!file) throw new Error('The file is gone.');
    return file;
  }

  async function check(shopId: string, id: string): Promise<CsvImport> {
    const { kind, mapping } = await look(shopId, id);
    if (kind === null) throw new Error('The file was not recognised.');
    await inShop(db.pool, shopId, (client) =>
      startCheck(client, shopId, id, { kind, mapping }, IMPORTED_AT),
    );
    await runCsvImports(await services(), shopId);
    return await look(shopId, id);
  }

  async function run(shopId: string, id: string, work?: CsvImportServices): Promise<CsvImport> {
    await inShop(db.pool, shopId, (client) => startRun(client, shopId, id, 'staff', IMPORTED_AT));
    await runCsvImports(work ?? (await services()), shopId);
    return await look(shopId, id);
  }

  /** What a worker leaves that dies over an input: it never ends. */
  async function dyingOf(shopId: string, input: string): Promise<void> {
    const { pool, heartbeat, clock } = await services();
    await new Promise<void>((begun) => {
      const work = () => new Promise<void>(() => begun());
      void attempt({ pool, heartbeat, clock }, { shopId, job: 'move_in', input }, work, () =>
        Promise.resolve(),
      );
    });
  }

  async function importAll(shopId: string, now = IMPORTED_AT): Promise<void> {
    for (const name of IMPORT_FILES) {
      const { id } = await send(shopId, name, await readFile(join(IMPORT_FIXTURES, name)), now);
      expect((await check(shopId, id)).state).toBe('checked');
      expect((await run(shopId, id)).state).toBe('done');
    }
  }

  /** Everything a shop knows of its people, in words that do not depend on ids. */
  async function known(shopId: string): Promise<unknown> {
    const rows = async (sql: string) => (await db.owner.query<object>(sql, [shopId])).rows;
    return {
      people: await rows(
        `select email, name, subscribed, state::jsonb as state from profile where shop_id = $1 order by email, name`,
      ),
      proofs: await rows(
        `select subject, channel, state, source, wording, page, at from consent where shop_id = $1
        order by subject, channel, at`,
      ),
      suppressed: await rows(
        'select address, reason, at from suppression where shop_id = $1 order by 1',
      ),
      events: await rows('select count(*) from event where shop_id = $1'),
    };
  }

  return { services, send, look, check, run, dyingOf, importAll, known };
}
