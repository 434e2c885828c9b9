import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkChain } from '#app/consent/check-chain.server.ts';
import { inShop } from '#app/db.server.ts';
import { policyOf } from '#app/engine/shop-policy.server.ts';
import { attempt } from '#app/jobs/attempts.server.ts';
import { register } from '#app/jobs/heartbeat.server.ts';
import { countErrors, errorFile } from '#app/move-in/errors.server.ts';
import { SLICE_BYTES, type MoveIn } from '#app/move-in/file.ts';
import { beginFile, endFile, moveIn, startCheck, startRun } from '#app/move-in/files.server.ts';
import {
  listParkedFiles,
  parkedFileOf,
  retryParkedFile,
} from '#app/move-in/parked-files.server.ts';
import { readMoveIns, type MoveInServices } from '#app/move-in/read-move-ins.server.ts';
import { completeFile, saveSlice, type Completed } from '#app/move-in/slices.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, tellOwn } from '#tests/setup/told-shop.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 10, 21, 12);
const FIXTURES = join(import.meta.dirname, '../fixtures/move-in');
const FILES = [
  'klaviyo-profiles.csv',
  'klaviyo-suppressions.csv',
  'omnisend-contacts.csv',
  'subscribed_members_export_7a1b.csv',
  'unsubscribed_members_export_7a1b.csv',
  'cleaned_members_export_7a1b.csv',
  'plain.csv',
];

/** `diesAt`: at which look at the clock the process dies. */
async function services(diesAt = Infinity, now = NOW): Promise<MoveInServices> {
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
    pulse: await register(db.pool, 'test'),
    policyOf,
    batch: 2,
  };
}

async function send(
  shopId: string,
  fileName: string,
  bytes: Buffer,
  now = NOW,
): Promise<{ id: string; completed: Completed }> {
  return await inShop(db.pool, shopId, async (client) => {
    const begun = await beginFile(client, shopId, {
      fileName,
      bytes: bytes.length,
      actor: 'staff',
      now,
    });
    if (begun.outcome !== 'begun') throw new Error(begun.reason);
    for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
      const piece = bytes.subarray(at, at + SLICE_BYTES);
      await saveSlice(client, shopId, begun.id, at / SLICE_BYTES, piece);
    }
    return { id: begun.id, completed: await completeFile(client, shopId, begun.id) };
  });
}

async function look(shopId: string, id: string): Promise<MoveIn> {
  const file = await inShop(db.pool, shopId, (client) => moveIn(client, shopId, id));
  if (!file) throw new Error('The file is gone.');
  return file;
}

async function check(shopId: string, id: string): Promise<MoveIn> {
  const { kind, mapping } = await look(shopId, id);
  if (kind === null) throw new Error('The file was not recognised.');
  await inShop(db.pool, shopId, (client) => startCheck(client, shopId, id, { kind, mapping }, NOW));
  await readMoveIns(await services(), shopId);
  return await look(shopId, id);
}

async function run(shopId: string, id: string, work?: MoveInServices): Promise<MoveIn> {
  await inShop(db.pool, shopId, (client) => startRun(client, shopId, id, 'staff', NOW));
  await readMoveIns(work ?? (await services()), shopId);
  return await look(shopId, id);
}

/** What a worker leaves that dies over an input: it never ends. */
async function dyingOf(shopId: string, input: string): Promise<void> {
  const { pool, pulse, clock } = await services();
  await new Promise<void>((begun) => {
    const work = () => new Promise<void>(() => begun());
    void attempt({ pool, pulse, clock }, { shopId, job: 'move_in', input }, work, () =>
      Promise.resolve(),
    );
  });
}

async function moveAllIn(shopId: string, now = NOW): Promise<void> {
  for (const name of FILES) {
    const { id } = await send(shopId, name, await readFile(join(FIXTURES, name)), now);
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

const { id: whole } = await installedShop(db.pool);
await moveAllIn(whole);

describe('moving in', () => {
  test('subscribes whoever gave proof, and nobody else', async () => {
    const { rows } = await db.owner.query<{ name: string }>(
      'select name from profile where shop_id = $1 and subscribed order by name',
      [whole],
    );
    expect(rows.map(({ name }) => name)).toEqual([
      '=HYPERLINK("x")',
      'Ada Byron',
      'Jan Großmann',
      'Mia North',
    ]);
    const proofs = await db.owner.query(
      `select source, wording, page from consent where shop_id = $1 and subject = 'email:rae@fern.example'`,
      [whole],
    );
    expect(proofs.rows).toEqual([
      {
        source: 'import:csv: Market stall',
        wording: 'Send me the newsletter',
        page: 'https://fern.example/news',
      },
    ]);
    const check = await inShop(db.pool, whole, (client) => checkChain(client, whole));
    expect(check).toMatchObject({ outcome: 'intact' });
  });

  test('blocks whoever left, bounced or complained', async () => {
    const { rows } = await db.owner.query(
      `select split_part(address, '@', 1) as who, reason from suppression where shop_id = $1 order by address`,
      [whole],
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
    expect((await db.owner.query(audit, [whole])).rows).toEqual([{ times: FILES.length }]);
    for (const table of ['journey_run', 'move_in_slice']) {
      const sql = `select count(*)::int as left from ${table} where shop_id = $1`;
      expect((await db.owner.query(sql, [whole])).rows).toEqual([{ left: 0 }]);
    }
  });

  test('the same files once more, on another day, change nothing', async () => {
    const before = await known(whole);
    await moveAllIn(whole, NOW + 86_400_000);
    expect(await known(whole)).toEqual(before);
  });

  test('killed anywhere and resumed, it ends the same', async () => {
    const { id: shopId } = await installedShop(db.pool);
    for (const name of FILES) {
      const { id } = await send(shopId, name, await readFile(join(FIXTURES, name)));
      await check(shopId, id);
      // The first dies at its first batch, the next a batch later, until one gets to the end.
      for (let diesAt = 1; (await look(shopId, id)).state !== 'done'; diesAt += 1)
        await run(shopId, id, await services(diesAt)).catch((error: unknown) => {
          expect(error).toMatchObject({ message: 'killed' });
        });
    }
    expect(await known(shopId)).toEqual(await known(whole));
  });
});

describe('a dry run', () => {
  test('tells what would come of a file, and why not, and takes nothing', async () => {
    const { id: shopId } = await installedShop(db.pool);
    await tellOwn(db.pool, shopId, 'consent.changed', NOW - 1, {
      identifiers: [{ kind: 'email', value: 'ada@fern.example' }],
      channel: 'email',
      state: 'unsubscribed',
      source: 'form',
    });
    await drainAt(db.pool, shopId, NOW);
    const before = await known(shopId);
    const [name = ''] = FILES;
    const { id } = await send(shopId, name, await readFile(join(FIXTURES, name)));
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
      "2,Left out. The e-mail address is none or has letters before the @ that many mail servers refuse.,'=1+1,'@SUM(1)",
      "4,Left out. It has neither an e-mail address nor a phone number.,,'-1",
      '',
    ]);
    expect(await inShop(db.pool, shopId, (client) => countErrors(client, shopId, id))).toBe(2);
  });

  test('counts whoever stands in several rows once, however far these are apart', async () => {
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
      startCheck(client, shopId, id, { kind: 'csv', mapping: ['email'] }, NOW),
    );
    for (let death = 0; death < 2; death += 1) await dyingOf(shopId, `${id}:checking`);
    await readMoveIns(await services(), shopId);
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
    await inShop(db.pool, shopId, (client) => retryParkedFile(client, shopId, id, 'staff', NOW));
    await readMoveIns(await services(), shopId);
    expect(await look(shopId, id)).toMatchObject({ state: 'checked', error: null });
    expect(await problems()).toEqual([]);
  });

  test('that failed or lost its worker once is gone on with', async () => {
    const { id: shopId } = await installedShop(db.pool);
    const { id } = await send(shopId, 'people.csv', Buffer.from('Email\nada@fern.example\n'));
    await dyingOf(shopId, `${id}:checking`);
    expect(await check(shopId, id)).toMatchObject({ state: 'checked' });
    // To be taken for dead or to fail is something else than to die of it.
    for (let failure = 1; failure <= 3; failure += 1)
      await run(shopId, id, await services(1)).catch((error: unknown) => {
        expect(error).toMatchObject({ message: 'killed' });
      });
    expect(await run(shopId, id)).toMatchObject({ state: 'done' });
  });

  test('can be called off, and then nothing is read any more', async () => {
    const { id: shopId } = await installedShop(db.pool);
    const { id } = await send(shopId, 'people.csv', Buffer.from('Email\nada@fern.example\n'));
    await check(shopId, id);
    await inShop(db.pool, shopId, (client) =>
      endFile(client, shopId, id, { state: 'cancelled', now: NOW }),
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
      startCheck(client, shopId, id, { kind: 'csv', mapping: ['email', 'lastName'] }, NOW),
    );
    await readMoveIns({ ...(await services()), batch: 500 }, shopId);
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
      const file = { fileName: 'people.csv', bytes: 100, actor: 'staff', now: NOW };
      const begun = await beginFile(client, shopId, file);
      const id = begun.outcome === 'begun' ? begun.id : '';
      await saveSlice(client, shopId, id, 0, Buffer.from('Email\n'));
      return await completeFile(client, shopId, id);
    });
    expect(answer).toEqual({ outcome: 'incomplete' });
  });
});
