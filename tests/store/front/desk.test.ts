import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openSpeedClock, type SpeedClock } from './speed-clock.ts';
import { openStoreForTests, type StoreForTests } from './store-for-tests.ts';

const MONDAY = Date.parse('2011-03-07T09:00:00Z');
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function open(clock?: SpeedClock): Promise<StoreForTests> {
  const shop = await openStoreForTests(clock);
  closing.push(() => shop.close());
  return shop;
}

async function openClockFile(): Promise<{ file: string; clock: SpeedClock }> {
  const folder = await mkdtemp(join(tmpdir(), 'clock-'));
  closing.push(() => rm(folder, { recursive: true }));
  const file = join(folder, 'clock.json');
  return { file, clock: openSpeedClock(file, { realMs: Date.now(), virtualMs: MONDAY, rate: 60 }) };
}

describe('the page with the three panes', () => {
  it('frames admin, storefront and mailbox, each of which also stands alone', async () => {
    const shop = await open();
    const page = await (await shop.ask('/')).text();
    for (const path of ['/admin', '/storefront', '/mailbox']) {
      expect(page).toContain(`src="${path}"`);
      expect((await fetch(new URL(path, shop.store.url))).status, path).toBe(200);
    }
  });

  it('changes the speed for every process through the file, without a jump in time', async () => {
    const { file, clock } = await openClockFile();
    const shop = await open(clock);
    const before = clock.now();
    const answer = await shop.ask('/clock', {
      method: 'POST',
      body: JSON.stringify({ rate: 3600 }),
    });
    expect(await answer.json()).toMatchObject({
      rate: 3600,
      isAdjustable: true,
      timezone: 'Europe/London',
    });
    const written: unknown = JSON.parse(await readFile(file, 'utf8'));
    expect(written).toEqual(clock.setting());
    expect(written).toMatchObject({ rate: 3600 });
    expect(clock.setting().virtualMs - before).toBeLessThan(60 * 10_000);
    expect(openSpeedClock(file).setting()).toEqual(clock.setting());
  });

  it.each(['{"rate":-1}', '{"rate":1e9}', '{"rate":"fast"}', '{}'])(
    'refuses the speed %s',
    async (body) => {
      const { clock } = await openClockFile();
      const shop = await open(clock);
      expect((await shop.ask('/clock', { method: 'POST', body })).status).toBe(400);
      expect(clock.setting().rate).toBe(60);
    },
  );

  it('says so when its clock cannot be changed', async () => {
    const shop = await open();
    expect(await (await shop.ask('/clock')).json()).toMatchObject({ isAdjustable: false, rate: 1 });
    expect((await shop.ask('/clock', { method: 'POST', body: '{"rate":2}' })).status).toBe(409);
  });
});

describe('the unsubscribe button of the mailbox', () => {
  async function receive(shop: StoreForTests, headers: string[]): Promise<void> {
    const raw = Buffer.from([...headers, 'Subject: Hello', '', 'Hello'].join('\r\n'));
    shop.store.mailbox.add({
      messageId: 'a@b',
      from: 'shop@example.com',
      to: ['ana@example.com'],
      receivedAt: MONDAY,
      raw,
    });
    await Promise.resolve();
  }

  it('posts to the address of the mail as RFC 8058 says', async () => {
    const shop = await open();
    await receive(shop, [
      `List-Unsubscribe: <mailto:out@example.com>, <${shop.store.appUrl}/u/token>`,
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ]);
    const answer = await shop.ask('/mailbox/messages/1/unsubscribe', { method: 'POST' });
    expect(await answer.json()).toEqual({ outcome: 'unsubscribed', status: 200 });
    const [arrival] = shop.arrivals;
    expect([arrival?.method, arrival?.url.pathname, arrival?.body]).toEqual([
      'POST',
      '/u/token',
      'List-Unsubscribe=One-Click',
    ]);
  });

  it('is not offered for a mail without one-click headers', async () => {
    const shop = await open();
    await receive(shop, [`List-Unsubscribe: <${shop.store.appUrl}/u/token>`]);
    expect((await shop.ask('/mailbox/messages/1/unsubscribe', { method: 'POST' })).status).toBe(
      404,
    );
    expect(shop.arrivals).toEqual([]);
  });
});
