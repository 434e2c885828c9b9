import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkChain } from '#app/consent/check-chain.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { IMPORTED_AT, IMPORT_FILES, IMPORT_FIXTURES, openImportFiles } from './import-files.ts';

const db = await testDatabase();
const { services, send, look, check, run, importAll, known } = openImportFiles(db);

const { id: importedShop } = await installedShop(db.pool);
await importAll(importedShop);

describe('an import', () => {
  test('subscribes people with proof, and no one else', async () => {
    const { rows } = await db.owner.query<{ name: string }>(
      'select name from profile where shop_id = $1 and subscribed order by name',
      [importedShop],
    );
    expect(rows.map(({ name }) => name)).toEqual([
      '=HYPERLINK("x")',
      'Ada Byron',
      'Jan Großmann',
      'Mia North',
    ]);
    const proofs = await db.owner.query(
      `select source, wording, page from consent where shop_id = $1 and subject = 'email:rae@fern.example'`,
      [importedShop],
    );
    expect(proofs.rows).toEqual([
      {
        source: 'import:csv: Market stall',
        wording: 'Send me the newsletter',
        page: 'https://fern.example/news',
      },
    ]);
    const check = await inShop(db.pool, importedShop, (client) => checkChain(client, importedShop));
    expect(check).toMatchObject({ outcome: 'intact' });
  });

  test('blocks people who left, bounced or complained', async () => {
    const { rows } = await db.owner.query(
      `select split_part(address, '@', 1) as who, reason from suppression where shop_id = $1 order by address`,
      [importedShop],
    );
    expect(rows).toEqual([
      { who: 'cas', reason: 'unsubscribed' },
      { who: 'dee', reason: 'hard_bounce' },
      { who: 'gus', reason: 'hard_bounce' },
      { who: 'hal', reason: 'complaint' },
      { who: 'ivy', reason: 'unsubscribed' },
      { who: 'kim', reason: 'unsubscribed' },
      { who: 'olga', reason: 'unsubscribed' },
      { who: 'pam', reason: 'hard_bounce' },
    ]);
  });

  test('starts no journey, forgets the files, and notes who did it', async () => {
    const audit = `select count(*)::int as times from audit where shop_id = $1 and action = 'move_in.started'`;
    expect((await db.owner.query(audit, [importedShop])).rows).toEqual([
      { times: IMPORT_FILES.length },
    ]);
    for (const table of ['journey_run', 'move_in_slice']) {
      const sql = `select count(*)::int as left from ${table} where shop_id = $1`;
      expect((await db.owner.query(sql, [importedShop])).rows).toEqual([{ left: 0 }]);
    }
  });

  test('the same files once more, on another day, change nothing', async () => {
    const before = await known(importedShop);
    await importAll(importedShop, IMPORTED_AT + 86_400_000);
    expect(await known(importedShop)).toEqual(before);
  });

  test('killed anywhere and resumed, it ends the same', async () => {
    const { id: shopId } = await installedShop(db.pool);
    for (const name of IMPORT_FILES) {
      const { id } = await send(shopId, name, await readFile(join(IMPORT_FIXTURES, name)));
      await check(shopId, id);
      // The first dies at its first batch, the next a batch later, until one gets to the end.
      for (let diesAt = 1; (await look(shopId, id)).state !== 'done'; diesAt += 1)
        await run(shopId, id, await services(diesAt)).catch((error: unknown) => {
          expect(error).toMatchObject({ message: 'killed' });
        });
    }
    expect(await known(shopId)).toEqual(await known(importedShop));
  });
});
