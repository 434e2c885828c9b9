import { afterAll, expect, test } from 'vitest';
import { SLICE_BYTES } from '#app/move-in/file.ts';
import { openChance } from '#tests/demo/chance.ts';
import { sessionToken } from '#tests/store/front/session-token.ts';
import { API_KEY, API_SECRET, eventually } from '#tests/stack/stack.ts';
import { openHouse } from './house.ts';
import { orders } from './traffic.ts';

const NIGHTLY = process.env.NIGHTLY === '1';
const MB = 1024 * 1024;
/** Megabytes of the file: half a million rows of one letter, or 25 million. */
const FILE_MB = NIGHTLY ? 50 : 1;
const SEED = 4_242;
/** Orders of the other shop beside the file, at most. */
const MOST_ORDERS = 5;

const house = await openHouse(1);
afterAll(() => house.close());
await house.stack.install();

/** A request as the admin's pages send it. */
async function ask(path: string, init: RequestInit): Promise<Response> {
  const { store, appUrl } = house.stack;
  const token = sessionToken({
    shop: store.options.shopDomain,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    nowMs: Date.now(),
  });
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${token}`);
  headers.set('User-Agent', '');
  return await fetch(appUrl + path, { method: 'POST', ...init, headers });
}

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
    await ask(path, { headers, body: form }),
    await ask(path, { headers, body: form.repeat(4) }),
    await ask(path, { headers, body: inPieces(form), duplex: 'half' }),
    await fetch(house.stack.appUrl + path, { method: 'POST', headers, body: form }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([413, 413, 413, 413]);
  expect((await ask(path, { method: 'GET' })).status).toBe(200);
  expect(house.crashes).toEqual([]);
});

/** What the file of a shop is at. */
async function fileState(id: string): Promise<string | undefined> {
  const [file] = await house.ask<{ state: string }>('select state from move_in where id = $1', [
    id,
  ]);
  return file?.state;
}

/** Orders in the other shop, one after the other while it is asked for; gives how many of them were thanked for meanwhile. */
async function thankedWhile(isGoingOn: () => Promise<boolean>): Promise<number> {
  const { webhooks, mailbox } = house.stack.store;
  const shopDomain = house.shops[0]?.domain;
  const chance = openChance(SEED);
  let thanked = 0;
  for (const { topic, payload } of orders(MOST_ORDERS, Date.now(), chance)) {
    if (!(await isGoingOn())) return thanked;
    const sent = mailbox.ledger.size;
    const options = {
      at: Date.now(),
      eventId: chance.uuid(),
      webhookId: chance.uuid(),
      shopDomain,
    };
    webhooks.send(topic, payload, options);
    await eventually('a mail of the other shop', () => Promise.resolve(mailbox.ledger.size > sent));
    if (await isGoingOn()) thanked += 1;
  }
  return thanked;
}

test('a file of short rows ends neither process, is checked, and the mail of another shop leaves meanwhile', async () => {
  const upload = '/app/settings/move-in/upload';
  const bytes = Buffer.from(`Email\n${'a\n'.repeat((FILE_MB * MB) / 2 - 3)}`);
  const begun = await ask(`${upload}?step=begin&name=short.csv&bytes=${String(bytes.length)}`, {});
  const { id } = (await begun.json()) as { id: string };
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    const query = `step=piece&id=${id}&position=${String(at / SLICE_BYTES)}`;
    const body = bytes.subarray(at, at + SLICE_BYTES);
    expect((await ask(`${upload}?${query}`, { body })).status).toBe(200);
  }
  const completed = await ask(`${upload}?step=complete&id=${id}`, {});
  expect(await completed.json()).toEqual({ outcome: 'ready' });
  const terms = JSON.stringify({ kind: 'csv', mapping: ['email'] });
  const check = new URLSearchParams({ intent: 'check', terms });
  const page = `/app/settings/move-in/${id}?_data=routes%2Fapp.settings_.move-in.%24id`;
  expect((await ask(page, { body: check })).status).toBe(200);
  await eventually('rows read', async () => {
    const [file] = await house.ask('select 1 from move_in where id = $1 and bytes_done > 0', [id]);
    return file !== undefined;
  });
  const thanked = await thankedWhile(async () => (await fileState(id)) === 'checking');
  expect(thanked).toBeGreaterThan(0);
  await eventually('the file checked', async () => (await fileState(id)) === 'checked');
  expect(house.crashes).toEqual([]);
});
