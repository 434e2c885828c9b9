import { expect, test } from 'vitest';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { beginFile, startCheck } from '#app/imports/csv/files.server.ts';
import { loadCsvImport } from '#app/imports/csv/store/files.server.ts';
import { chooseEncoding, completeFile } from '#app/imports/csv/chunks.server.ts';
import { saveChunk } from '#app/imports/csv/store/chunks.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { importText } from './import-text.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 10, 21, 12);

async function upload(client: ShopClient, shopId: string, bytes: Buffer) {
  const file = { fileName: 'people.csv', bytes: bytes.length, actor: 'staff', now: NOW };
  const begun = await beginFile(client, shopId, file);
  if (begun.outcome !== 'begun') throw new Error(begun.reason);
  await saveChunk(client, shopId, begun.id, 0, bytes);
  return { id: begun.id, completed: await completeFile(client, shopId, begun.id) };
}

test('a file whose bytes may be several texts waits until the merchant says which it is', async () => {
  const { id: shopId } = await installedShop(db.pool);
  const bytes = Buffer.from('RW1haWwsRmlyc3QgTmFtZQpoYW5hQGZlcm4uZXhhbXBsZSyJ1I5xCg==', 'base64');
  await inShop(db.pool, shopId, async (client) => {
    const { id, completed } = await upload(client, shopId, bytes);
    expect(completed).toEqual({ outcome: 'asked' });
    const asked = await loadCsvImport(client, shopId, id);
    expect(asked).toMatchObject({ state: 'encoding', kind: null });
    expect(asked?.sample).toContainEqual(['shift_jis', '花子']);
    const terms = { kind: 'csv', mapping: ['email', 'firstName'] } as const;
    expect(
      await startCheck(client, shopId, id, { ...terms, mapping: [...terms.mapping] }, NOW),
    ).toBe(false);
    expect(await chooseEncoding(client, shopId, id, 'shift_jis')).toEqual({ outcome: 'ready' });
    // Said twice, the letters are not read twice.
    expect(await chooseEncoding(client, shopId, id, 'gb18030')).toEqual({ outcome: 'incomplete' });
    expect(await loadCsvImport(client, shopId, id)).toMatchObject({
      state: 'mapping',
      sample: [['hana@fern.example', '花子']],
    });
  });
});

test('another shop cannot say how a file is written', async () => {
  const [one, other] = [await installedShop(db.pool), await installedShop(db.pool)];
  const bytes = Buffer.from('Email,Name\na@fern.example,Dvo\xf8\xe1k\n', 'latin1');
  const { id } = await inShop(db.pool, one.id, (client) => upload(client, one.id, bytes));
  const answer = await inShop(db.pool, other.id, (client) =>
    chooseEncoding(client, other.id, id, 'windows-1250'),
  );
  expect(answer).toEqual({ outcome: 'incomplete' });
});

test('a row with a zero among its letters is taken, with a sign in its place', async () => {
  const { id: shopId } = await installedShop(db.pool);
  const many = 'ada@fern.example,Ada\n'.repeat(20);
  const text = `Email,First Name\n${many}tom@fern.example,T\0m\n`;
  await importText(db.pool, shopId, text, ['email', 'firstName'], NOW);
  const { rows } = await db.owner.query('select name from profile where shop_id = $1 order by 1', [
    shopId,
  ]);
  expect(rows).toEqual([{ name: 'Ada' }, { name: 'T\uFFFDm' }]);
});
