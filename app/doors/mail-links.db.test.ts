import { describe, expect, test } from 'vitest';
import { boundPool, inShop } from '#app/db.server.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';
import { deliverMails } from '#app/messaging/deliver.server.ts';
import { HOLD_MS } from '#app/messaging/judge-clicks.ts';
import { linkToken, unsubscribeToken } from '#app/messaging/links.ts';
import { unsubscribe } from '#app/messaging/unsubscribe.server.ts';
import {
  addBasket,
  addPerson,
  askForMail,
  effectState,
  openMailWorld,
} from '#tests/mail/mail-world.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { drainAt } from '#tests/setup/told-shop.ts';
import { mailLinks } from './mail-links.server.ts';

const db = await testDatabase();
const world = await openMailWorld(db.url);
const { sealer } = world.post.links;
const services = { pool: world.pool, clock: world.clock, sealer, logger: silentLogger };

function ask(path: string, init?: RequestInit): Promise<Response> {
  return mailLinks(new Request(`https://app.example${path}`, init), services);
}

const FORM = 'application/x-www-form-urlencoded';
const ONE_CLICK = {
  method: 'POST',
  headers: { 'content-type': FORM },
  body: 'List-Unsubscribe=One-Click',
};

/** Somebody who got one reminder, with the token of its unsubscribe link and a second reminder waiting. */
async function reminded() {
  const person = await addPerson(world);
  const basket = await addBasket(world, person.id);
  const first = await askForMail(world, person, basket);
  await deliverMails(world.post, world.shopId);
  const [summary] = await world.mailbox.list({ to: person.email });
  const mail = await world.mailbox.get(summary?.id ?? 0);
  const header =
    mail?.headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe')?.value ?? '';
  const path = new URL(header.slice(1, -1)).pathname;
  const second = await askForMail(world, person, await addBasket(world, person.id), {
    template: 'basket-reminder-2',
  });
  return { person, first, path, second, html: mail?.html ?? '' };
}

async function count(
  table: 'suppression' | 'inbox',
  where: string,
  value: string,
): Promise<number> {
  const { rows } = await inShop(world.pool, world.shopId, (client) =>
    client.query<{ count: number }>(
      `select count(*) as count from ${table} where shop_id = $1 and ${where} = $2`,
      [world.shopId, value],
    ),
  );
  return rows[0]?.count ?? 0;
}

describe('unsubscribing', () => {
  test('one click stops the next mail, though no worker has run since', async () => {
    const { person, path, second } = await reminded();
    expect((await ask(path, ONE_CLICK)).status).toBe(200);
    await deliverMails(world.post, world.shopId);
    expect(await effectState(world, second)).toMatchObject({
      state: 'skipped',
      reason: 'suppressed',
    });
    expect(await world.mailbox.list({ to: person.email })).toHaveLength(1);
  });

  test('opening the link shows a form and changes nothing, however many scanners do it', async () => {
    const { person, path } = await reminded();
    for (let visit = 0; visit < 20; visit += 1) {
      const response = await ask(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<form method="post">');
    }
    expect(await count('suppression', 'address', person.email)).toBe(0);
  });

  test('doing it again leaves one record', async () => {
    const { person, path } = await reminded();
    const toldBefore = await count('inbox', 'topic', 'tendril/consent.changed');
    await Promise.all([ask(path, ONE_CLICK), ask(path, ONE_CLICK), ask(path, { method: 'POST' })]);
    expect(await count('suppression', 'address', person.email)).toBe(1);
    expect(await count('inbox', 'topic', 'tendril/consent.changed')).toBe(toldBefore + 1);
  });

  test('a body longer than any form is refused before its end, whatever it says of its length', async () => {
    const { person, path } = await reminded();
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (body) => body.enqueue(new Uint8Array((sent += 1) > 1_000 ? 0 : 1_000)),
    });
    const answer = await ask(path, { method: 'POST', body: endless, duplex: 'half' });
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(10);
    expect(await count('suppression', 'address', person.email)).toBe(0);
  });

  test.each([
    ['as RFC 8058 writes it', FORM, 'List-Unsubscribe=One-Click'],
    ['with a charset and a line end', `${FORM}; charset=UTF-8`, 'List-Unsubscribe=One-Click\r\n'],
    ['in small letters', FORM, 'list-unsubscribe=one-click'],
    ['escaped', FORM, 'List%2DUnsubscribe=One%2DClick'],
    ['with fields of the mail service', FORM, 'source=provider&List-Unsubscribe=One-Click'],
    [
      'as a form of parts',
      'multipart/form-data; boundary=xyz',
      '--xyz\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--xyz--\r\n',
    ],
    ['with nothing in it', FORM, ''],
    ['as a text', 'text/plain', 'List-Unsubscribe=One-Click'],
  ])(
    'a one-click request %s is proven as one, without words that were not read',
    async (_how, type, body) => {
      const { person, path } = await reminded();
      const headers = { 'content-type': type };
      expect((await ask(path, { method: 'POST', headers, body })).status).toBe(200);
      expect(await proofOf(person.email)).toEqual([{ source: 'mail:one-click', hasWords: false }]);
    },
  );

  test('the button of the page is proven with the words beside it', async () => {
    const { person, path } = await reminded();
    const page = await (await ask(path)).text();
    const fields = [...page.matchAll(/<input [^>]*name="([^"]+)" value="([^"]*)"/g)];
    const body = new URLSearchParams(fields.map(([, name = '', value = '']) => [name, value]));
    expect((await ask(path, { method: 'POST', body })).status).toBe(200);
    expect(await proofOf(person.email)).toEqual([{ source: 'mail:page', hasWords: true }]);
  });

  test('a mail about an order still arrives', async () => {
    const { person, path } = await reminded();
    await ask(path, ONE_CLICK);
    const care = await askForMail(world, person, await addBasket(world, person.id), {
      class: 'transactional',
    });
    await deliverMails(world.post, world.shopId);
    expect((await effectState(world, care)).state).toBe('done');
  });

  test('a mail that is about to leave stays when the person unsubscribes at that moment', async () => {
    const person = await addPerson(world);
    const key = await askForMail(world, person, await addBasket(world, person.id));
    let delivering: Promise<unknown> | undefined;
    await inShop(world.pool, world.shopId, async (client) => {
      const claim = { shopId: world.shopId, profileId: person.id, address: person.email };
      const told = { source: 'page' as const, page: null, wording: null };
      await unsubscribe(client, claim, told, world.clock.now());
      // Not committed yet: the mail is still decided to leave, and waits for the person's row at its mark.
      delivering = deliverMails(world.post, world.shopId);
      await expect.poll(waitingForLocks).toBe(1);
    });
    await delivering;
    expect(await world.mailbox.list({ to: person.email })).toHaveLength(0);
    await deliverMails(world.post, world.shopId);
    expect(await effectState(world, key)).toMatchObject({ state: 'skipped', reason: 'suppressed' });
  });
});

/** The proofs that an address unsubscribed, once the engine has made them. */
async function proofOf(address: string): Promise<{ source: string; hasWords: boolean }[]> {
  await drainAt(world.pool, world.shopId, world.clock.now());
  const { rows } = await db.owner.query<{ source: string; hasWords: boolean }>(
    `select source, wording is not null as "hasWords" from consent
      where shop_id = $1 and subject = $2 and state = 'unsubscribed'`,
    [world.shopId, `email:${address}`],
  );
  return rows;
}

async function waitingForLocks(): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    `select count(*) from pg_locks join pg_stat_activity using (pid)
      where not granted and datname = current_database()`,
  );
  return rows[0]?.count ?? 0;
}

test('links in mails already sent go on working when the key was changed', async () => {
  const person = await addPerson(world);
  const claim = { shopId: world.shopId, profileId: person.id, address: person.email };
  const path = `/u/${unsubscribeToken(sealer, claim)}`;
  const request = () => new Request(`https://app.example${path}`, ONE_CLICK);
  const retired = { ...services, sealer: testKeyRing(2).mailLinks };
  expect((await mailLinks(request(), retired)).status).toBe(404);
  const rotated = { ...services, sealer: testKeyRing(2, 7).mailLinks };
  expect((await mailLinks(request(), rotated)).status).toBe(200);
  expect(await count('suppression', 'address', person.email)).toBe(1);
});

describe('a token we did not make', () => {
  const claim = { shopId: world.shopId, profileId: world.shopId, address: 'ada@people.example' };
  const stranger = testKeyRing(9).mailLinks;
  const good = unsubscribeToken(sealer, claim);
  test.each([
    ['of another key', `/u/${unsubscribeToken(stranger, claim)}`],
    ['cut short', `/u/${good.slice(0, -3)}`],
    ['altered', `/u/${good.slice(0, 20)}${good[20] === 'A' ? 'B' : 'A'}${good.slice(21)}`],
    [
      'for another purpose',
      `/u/${linkToken(sealer, { shopId: world.shopId, effectKey: 'x', url: world.storefrontUrl })}`,
    ],
    ['missing', '/u/'],
  ])('%s is refused', async (_, path) => {
    expect((await ask(path)).status).toBe(404);
    expect((await ask(path, ONE_CLICK)).status).toBe(404);
    expect(await count('suppression', 'address', 'ada@people.example')).toBe(0);
  });
});

describe('a tracked link', () => {
  /** The tracked links of a mail, read some time after it was sent. */
  async function linksRead(afterMs = MINUTE) {
    const { html, path, first } = await reminded();
    world.clock.set(world.clock.now() + afterMs);
    const links = [...html.matchAll(/https:\/\/app\.example\/l\/([^"]+)/g)].map(
      ([, token = '']) => token,
    );
    return { unsubscribe: path, first, links: [...new Set(links)].map((token) => `/l/${token}`) };
  }

  /** What the engine heard of a mail once everything held was judged: when its links were clicked. */
  async function clicksOf(effectKey: string): Promise<number[]> {
    world.clock.set(world.clock.now() + HOLD_MS);
    await drainAt(world.pool, world.shopId, world.clock.now());
    const { rows } = await db.owner.query<{ at: Date }>(
      `select at from event where shop_id = $1 and kind = 'mail.clicked'
          and props->>'effectKey' = $2 order by at`,
      [world.shopId, effectKey],
    );
    return rows.map(({ at }) => at.getTime());
  }

  test('leads to the shop, and a click counts once it was held, at its own time', async () => {
    const { first, links } = await linksRead();
    const [link = ''] = links;
    const clickedAt = world.clock.now();
    const response = await ask(link);
    await ask(link);
    expect(response.status).toBe(302);
    const target = new URL(response.headers.get('location') ?? '');
    expect(target.origin).toBe(world.storefrontUrl);
    expect(target.searchParams.get('utm_campaign')).toBe('abandoned-basket');
    expect(await clicksOf(first)).toEqual([clickedAt]);
  });

  test('is no click of a person when every link is followed at once, but one after it is', async () => {
    const { first, links } = await linksRead();
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) expect((await ask(link)).status).toBe(302);
    world.clock.set(world.clock.now() + 30 * SECOND);
    const clickedAt = world.clock.now();
    await ask(links.at(-1) ?? '');
    expect(await clicksOf(first)).toEqual([clickedAt]);
  });

  test('is no click when the page to unsubscribe is opened in the same moment', async () => {
    const { first, links, unsubscribe } = await linksRead();
    await ask(links[0] ?? '');
    await ask(unsubscribe);
    expect(await clicksOf(first)).toEqual([]);
  });

  test.each([
    ['the moment it was sent', {}, 0],
    ['ahead of time by a browser', { 'sec-purpose': 'prefetch;prerender' }, MINUTE],
    ['by a preview in a chat', { 'user-agent': 'Slackbot-LinkExpanding 1.0' }, MINUTE],
  ])('is no click when it is followed %s', async (_when, headers, afterMs) => {
    const { first, links } = await linksRead(afterMs);
    expect((await ask(links[0] ?? '', { headers })).status).toBe(302);
    expect(await clicksOf(first)).toEqual([]);
  });

  test('never leads away from the shop, even when we sealed it', async () => {
    const token = linkToken(sealer, {
      shopId: world.shopId,
      effectKey: 'x',
      url: 'https://evil.example/',
    });
    const answer = await ask(`/l/${token}`);
    expect(answer.headers.get('location')).toBe(`${world.storefrontUrl}/`);
  });
});

test('a link that cannot be followed because too much is under way asks to try again, and is no error', async () => {
  const claim = { shopId: world.shopId, profileId: world.shopId, address: 'busy@example.com' };
  const full = () => Promise.reject(new Error('Too much is under way for this store.'));
  const busy = { ...services, pool: boundPool(world.pool, { enter: full }) };
  const request = new Request(`https://app.example/u/${unsubscribeToken(sealer, claim)}`, {
    method: 'POST',
  });
  const answer = await mailLinks(request, busy);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
});
