import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { errorFile } from '#app/imports/csv/errors.server.ts';
import { countErrors } from '#app/imports/csv/store/errors.server.ts';
import { beginFile, endFile, startCheck } from '#app/imports/csv/files.server.ts';
import {
  listParkedFiles,
  parkedFileOf,
  retryParkedFile,
} from '#app/imports/csv/parked-files.server.ts';
import { runCsvImports } from '#app/imports/csv/run-csv-imports.server.ts';
import { completeFile } from '#app/imports/csv/chunks.server.ts';
import { saveChunk } from '#app/imports/csv/store/chunks.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, receiveInternal } from '#tests/setup/received-deliveries.ts';
import { IMPORTED_AT, IMPORT_FILES, IMPORT_FIXTURES, openImportFiles } from './import-files.ts';

const db = await testDatabase();
const { services, send, look, check, run, dyingOf, known } = openImportFiles(db);

describe('a dry run', () => {
  test('shows what would come of a file, and why not, and takes nothing', async () => {
    const { id: shopId } = await installedShop(db.pool);
    await receiveInternal(db.pool, shopId, 'consent.changed', IMPORTED_AT - 1, {
      identifiers: [{ kind: 'email', value: 'ada@fern.example' }],
      channel: 'email',
      state: 'unsubscribed',
      source: 'form',
    });
    await drainAt(db.pool, shopId, IMPORTED_AT);
    const before = await known(shopId);
    const [name = ''] = IMPORT_FILES;
    const { id } = await send(shopId, name, await readFile(join(IMPORT_FIXTURES, name)));
    const file = await check(shopId, id);
    expect(file).toMatchObject({ state: 'checked', rowsDone: 5, rowsUnusable: 0 });
    expect(file.counts).toEqual({
      rows: 5,
      people: { new: 4, known: 1, again: 0 },
      // Ada left later than the file says she came.
      subscribed: { email: 0, sms: 1 },
      unsubscribed: { email: 1, sms: 0 },
      unchanged: { email: 1, sms: 0 },
      refused: { 'email:no_date': 1, 'email:suppressed': 1 },
      suppressed: { unsubscribed: 1, hard_bounce: 1 },
      unusable: {},
    });
    expect(await known(shopId)).toEqual(before);
  });

  test('gives the rows with an error as a file in which no cell is a formula', async () => {
    const { id: shopId } = await installedShop(db.pool);
    const text = 'Email,Name\n=1+1,"@SUM(1)"\nada@fern.example,Ada\n,-1\n';
    const { id } = await send(shopId, 'people.csv', Buffer.from(text));
    const { header } = await check(shopId, id);
    let csv = '';
    for await (const piece of errorFile(db.pool, shopId, id, header)) csv += piece;
    expect(csv.replace('\ufeff', '').split('\n')).toEqual([
      'Row,Why,Email,Name',
      "2,Left out. The email address is none or has letters before the @ that many mail servers refuse.,'=1+1,'@SUM(1)",
      "4,Left out. It has neither an email address nor a phone number.,,'-1",
      '',
    ]);
    expect(await inShop(db.pool, shopId, (client) => countErrors(client, shopId, id))).toBe(2);
  });

  test('counts a person who stands in several rows once, however far these are apart', async () => {
    const { id: shopId } = await installedShop(db.pool);
    const who = ['ada', 'ben', 'ada', 'cy', 'ben', 'dee', 'ada'];
    const text = `Email\n${who.map((name) => `${name}@fern.example\n`).join('')}`;
    const { id } = await send(shopId, 'people.csv', Buffer.from(text));
    expect((await check(shopId, id)).counts?.people).toEqual({ new: 4, known: 0, again: 3 });
    const { rows } = await db.owner.query(
      'select count(*)::int as left from move_in_seen where shop_id = $1',
      [shopId],
    );
    expect(rows).toEqual([{ left: 0 }]);
  });

  test('at which two workers died is parked with the reason, and tried again when asked', async () => {
    const { id: shopId } = await installedShop(db.pool);
    const { id } = await send(shopId, 'people.csv', Buffer.from('Email\nada@fern.example\n'));
    await inShop(db.pool, shopId, (client) =>
      startCheck(client, shopId, id, { kind: 'csv', mapping: ['email'] }, IMPORTED_AT),
    );
    for (let death = 0; death < 2; death += 1) await dyingOf(shopId, `${id}:checking`);
    await runCsvImports(await services(), shopId);
    expect(await look(shopId, id)).toMatchObject({
      state: 'failed',
      parkedFrom: 'checking',
      error: expect.stringMatching(/stopped twice.*Try again/) as unknown,
    });
    const problems = () =>
      inShop(db.pool, shopId, (client) => listParkedFiles(client, shopId, 'PEOPLE'));
    const [failure] = await problems();
    expect(failure).toMatchObject({ kind: 'move_in', name: 'people.csv', canRetry: true });
    expect(parkedFileOf(failure?.key ?? '')).toBe(id);
    await inShop(db.pool, shopId, (client) =>
      retryParkedFile(client, shopId, id, 'staff', IMPORTED_AT),
    );
    await runCsvImports(await services(), shopId);
    expect(await look(shopId, id)).toMatchObject({ state: 'checked', error: null });
    expect(await problems()).toEqual([]);
  });

  test('that failed or lost its worker once is gone on with', async () => {
    const { id: shopId } = await installedShop(db.pool);
    const { id } = await send(shopId, 'people.csv', Buffer.from('Email\nada@fern.example\n'));
    await dyingOf(shopId, `${id}:checking`);
    expect(await check(shopId, id)).toMatchObject({ state: 'checked' });
    // An expired lease or a failure is something else than to die of it.
    for (let failure = 1; failure <= 3; failure += 1)
      await run(shopId, id, await services(1)).catch((error: unknown) => {
        expect(error).toMatchObject({ message: 'killed' });
      });
    expect(await run(shopId, id)).toMatchObject({ state: 'done' });
  });

  test('can be cancelled, and then nothing is read any more', async () => {
    const { id: shopId } = await installedShop(db.pool);
    const { id } = await send(shopId, 'people.csv', Buffer.from('Email\nada@fern.example\n'));
    await check(shopId, id);
    await inShop(db.pool, shopId, (client) =>
      endFile(client, shopId, id, { state: 'cancelled', now: IMPORTED_AT }),
    );
    expect((await run(shopId, id)).state).toBe('cancelled');
    expect(await known(shopId)).toMatchObject({ people: [] });
  });
});

describe('a file', () => {
  test.each<[string, BufferEncoding]>([
    ['UTF-16', 'utf16le'],
    ['Windows-1252', 'latin1'],
    ['UTF-8 with a mark', 'utf8'],
  ])('in %s with semicolons, longer than a piece, is read to its end', async (name, encoding) => {
    const { id: shopId } = await installedShop(db.pool);
    const row = (n: number) => `person${String(n)}@fern.example;Größe ${'ß'.repeat(900)}`;
    const lines = ['E-mail;Nachname', ...Array.from({ length: 1_200 }, (_, n) => row(n))];
    const mark = encoding === 'latin1' ? '' : '\ufeff';
    const { id } = await send(
      shopId,
      'leute.csv',
      Buffer.from(mark + lines.join('\r\n'), encoding),
    );
    const file = await look(shopId, id);
    expect([name, file.header]).toEqual([name, ['E-mail', 'Nachname']]);
    expect(file.sample[0]?.[1]).toMatch(/^Größe ß+$/);
    const pieces = await db.owner.query(
      'select count(*)::int > 1 as several from move_in_slice where shop_id = $1',
      [shopId],
    );
    expect(pieces.rows).toEqual([{ several: true }]);
    await inShop(db.pool, shopId, (client) =>
      startCheck(client, shopId, id, { kind: 'csv', mapping: ['email', 'lastName'] }, IMPORTED_AT),
    );
    await runCsvImports({ ...(await services()), batch: 500 }, shopId);
    expect(await look(shopId, id)).toMatchObject({
      state: 'checked',
      rowsDone: 1_200,
      rowsUnusable: 0,
    });
  });

  test.each([
    ['a workbook', Buffer.from('PK\u0003\u0004rest'), /Excel workbook/],
    ['only a header', Buffer.from('Email,Name\n'), /no people below it/],
    [
      'an open quote',
      Buffer.from(`Email\n"ada@fern.example\n${'x'.repeat(300_000)}`),
      /never closed/,
    ],
  ])('%s is refused with what to do', async (_name, bytes, reason) => {
    const { id: shopId } = await installedShop(db.pool);
    const { completed } = await send(shopId, 'people.csv', bytes);
    expect(completed).toMatchObject({
      outcome: 'refused',
      reason: expect.stringMatching(reason) as unknown,
    });
  });

  test('of which a piece is missing is not taken up', async () => {
    const { id: shopId } = await installedShop(db.pool);
    const answer = await inShop(db.pool, shopId, async (client) => {
      const file = { fileName: 'people.csv', bytes: 100, actor: 'staff', now: IMPORTED_AT };
      const begun = await beginFile(client, shopId, file);
      const id = begun.outcome === 'begun' ? begun.id : '';
      await saveChunk(client, shopId, id, 0, Buffer.from('Email\n'));
      return await completeFile(client, shopId, id);
    });
    expect(answer).toEqual({ outcome: 'incomplete' });
  });
});
