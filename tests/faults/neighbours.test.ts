import { afterAll, expect, test } from 'vitest';
import { CHUNK_BYTES } from '#app/imports/csv/file.ts';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { eventually } from '#tests/stack/stack.ts';
import { askAsStaff } from './ask-as-staff.ts';
import { openTestEnvironment } from './environment.ts';
import { orders } from './traffic.ts';

const NIGHTLY = process.env.NIGHTLY === '1';
const MB = 1024 * 1024;
/** Megabytes of the file: half a million rows of one letter, or 25 million. */
const FILE_MB = NIGHTLY ? 50 : 1;
const SEED = 4_242;
/** Orders of the other shop beside the file, at most. */
const MOST_ORDERS = 5;

const environment = await openTestEnvironment(1);
afterAll(() => environment.close());
await environment.stack.install();

/** A body of which the header does not say how long it is. */
function inPieces(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, (at += 64 * 1024)));
    },
  });
}

test('millions of fields are refused by every page, and the process answers as before', async () => {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const path = '/app/settings/keys?_data=routes%2Fapp.settings_.keys';
  const form = 'a&'.repeat(MB);
  const answers = [
    await askAsStaff(environment, path, { headers, body: form }),
    await askAsStaff(environment, path, { headers, body: form.repeat(4) }),
    await askAsStaff(environment, path, { headers, body: inPieces(form), duplex: 'half' }),
    await fetch(environment.stack.appUrl + path, { method: 'POST', headers, body: form }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([413, 413, 413, 413]);
  expect((await askAsStaff(environment, path, { method: 'GET' })).status).toBe(200);
  expect(environment.crashes).toEqual([]);
});

test('while the database is unreachable a page says when to retry, and then responds as before', async () => {
  const pages = ['/app/settings/keys', '/app/settings/keys?_data=routes%2Fapp.settings_.keys'];
  const answersOf = () =>
    Promise.all(pages.map((page) => askAsStaff(environment, page, { method: 'GET' })));
  await environment.stopDatabase();
  const refused = await answersOf();
  await environment.startDatabase();
  for (const { status, headers } of refused) {
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('5');
  }
  await eventually('the pages', async () =>
    (await answersOf()).every(({ status }) => status === 200),
  );
  expect(environment.crashes).toEqual([]);
});

/** What the file of a shop is at. */
async function fileState(id: string): Promise<string | undefined> {
  const [file] = await environment.ask<{ state: string }>(
    'select state from move_in where id = $1',
    [id],
  );
  return file?.state;
}

/**
 * Orders in the other shop, one after the other while it is asked for; gives how many of them were thanked for
 * meanwhile.
 */
async function mailsSentWhile(isGoingOn: () => Promise<boolean>): Promise<number> {
  const { webhooks, mailbox } = environment.stack.store;
  const shopDomain = environment.shops[0]?.domain;
  const random = openRandomSource(SEED);
  let mailsSent = 0;
  for (const { topic, payload } of orders(MOST_ORDERS, Date.now(), random)) {
    if (!(await isGoingOn())) return mailsSent;
    const sent = mailbox.ledger.size;
    const options = {
      at: Date.now(),
      eventId: random.uuid(),
      webhookId: random.uuid(),
      shopDomain,
    };
    webhooks.send(topic, payload, options);
    await eventually('a mail of the other shop', () => Promise.resolve(mailbox.ledger.size > sent));
    if (await isGoingOn()) mailsSent += 1;
  }
  return mailsSent;
}

test('a file of short rows ends neither process, is checked, and the mail of another shop leaves meanwhile', async () => {
  const upload = '/app/settings/move-in/upload';
  const bytes = Buffer.from(`Email\n${'a\n'.repeat((FILE_MB * MB) / 2 - 3)}`);
  const begun = await askAsStaff(
    environment,
    `${upload}?step=begin&name=short.csv&bytes=${String(bytes.length)}`,
    {},
  );
  const { id } = (await begun.json()) as { id: string };
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const query = `step=piece&id=${id}&position=${String(at / CHUNK_BYTES)}`;
    const body = bytes.subarray(at, at + CHUNK_BYTES);
    expect((await askAsStaff(environment, `${upload}?${query}`, { body })).status).toBe(200);
  }
  const completed = await askAsStaff(environment, `${upload}?step=complete&id=${id}`, {});
  expect(await completed.json()).toEqual({ outcome: 'ready' });
  const terms = JSON.stringify({ kind: 'csv', mapping: ['email'] });
  const check = new URLSearchParams({ intent: 'check', terms });
  const page = `/app/settings/move-in/${id}?_data=routes%2Fapp.settings_.move-in.%24id`;
  expect((await askAsStaff(environment, page, { body: check })).status).toBe(200);
  await eventually('rows read', async () => {
    const [file] = await environment.ask('select 1 from move_in where id = $1 and bytes_done > 0', [
      id,
    ]);
    return file !== undefined;
  });
  const mailsSent = await mailsSentWhile(async () => (await fileState(id)) === 'checking');
  expect(mailsSent).toBeGreaterThan(0);
  await eventually('the file checked', async () => (await fileState(id)) === 'checked');
  expect(environment.crashes).toEqual([]);
});
