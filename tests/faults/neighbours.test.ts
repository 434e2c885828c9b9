import { afterAll, expect, test } from 'vitest';
import { SLICE_BYTES } from '#app/move-in/file.ts';
import { sessionToken } from '#tests/store/front/session-token.ts';
import { API_KEY, API_SECRET, eventually } from '#tests/stack/stack.ts';
import { openHouse } from './house.ts';
import { PATIENCE_MS } from './sizes.ts';

const NIGHTLY = process.env.NIGHTLY === '1';
const MB = 1024 * 1024;
/** Megabytes of the file: half a million rows of one letter, or 25 million. */
const FILE_MB = NIGHTLY ? 50 : 1;

const house = await openHouse(0);
afterAll(() => house.close(), 60_000);
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

test(
  'millions of fields are refused by every page, and the process answers as before',
  async () => {
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
    expect(house.deaths).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'a file of short rows ends neither process, and is checked',
  async () => {
    const upload = '/app/settings/move-in/upload';
    const bytes = Buffer.from(`Email\n${'a\n'.repeat((FILE_MB * MB) / 2 - 3)}`);
    const begun = await ask(
      `${upload}?step=begin&name=short.csv&bytes=${String(bytes.length)}`,
      {},
    );
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
    await eventually('the file checked', PATIENCE_MS, async () => {
      const [file] = await house.ask<{ state: string }>('select state from move_in where id = $1', [
        id,
      ]);
      return file?.state === 'checked';
    });
    expect(house.deaths).toEqual([]);
  },
  PATIENCE_MS,
);
