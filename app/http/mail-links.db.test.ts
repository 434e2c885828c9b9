import { describe, expect, test } from 'vitest';
import { boundPool } from '#app/platform/db.server.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';
import { HOLD_MS } from '#app/messages/links/judge-clicks.ts';
import { linkToken, unsubscribeToken } from '#app/messages/links/links.ts';
import { ONE_CLICK, openMailReaders } from '#tests/mail/mail-readers.ts';
import { addPerson, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { mailLinks } from './mail-links.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { sealer } = environment.mailServices.links;
const { services, ask, reminded, count } = openMailReaders(environment);

test('links in mails already sent go on working when the key was changed', async () => {
  const person = await addPerson(environment);
  const claim = { shopId: environment.shopId, profileId: person.id, address: person.email };
  const path = `/u/${unsubscribeToken(sealer, claim)}`;
  const request = () => new Request(`https://app.example${path}`, ONE_CLICK);
  const retired = { ...services, sealer: testKeyRing(2).mailLinks };
  expect((await mailLinks(request(), retired)).status).toBe(404);
  const rotated = { ...services, sealer: testKeyRing(2, 7).mailLinks };
  expect((await mailLinks(request(), rotated)).status).toBe(200);
  expect(await count('suppression', 'address', person.email)).toBe(1);
});

describe('a token we did not make', () => {
  const claim = {
    shopId: environment.shopId,
    profileId: environment.shopId,
    address: 'ada@people.example',
  };
  const stranger = testKeyRing(9).mailLinks;
  const good = unsubscribeToken(sealer, claim);
  test.each([
    ['of another key', `/u/${unsubscribeToken(stranger, claim)}`],
    ['cut short', `/u/${good.slice(0, -3)}`],
    ['altered', `/u/${good.slice(0, 20)}${good[20] === 'A' ? 'B' : 'A'}${good.slice(21)}`],
    [
      'for another purpose',
      `/u/${linkToken(sealer, { shopId: environment.shopId, effectKey: 'x', url: environment.storefrontUrl })}`,
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
    environment.clock.set(environment.clock.now() + afterMs);
    const links = [...html.matchAll(/https:\/\/app\.example\/l\/([^"]+)/g)].map(
      ([, token = '']) => token,
    );
    return { unsubscribe: path, first, links: [...new Set(links)].map((token) => `/l/${token}`) };
  }

  /** The clicks of a mail that the engine recorded once all held ones were judged: when its links were clicked. */
  async function clicksOf(effectKey: string): Promise<number[]> {
    environment.clock.set(environment.clock.now() + HOLD_MS);
    await drainAt(environment.pool, environment.shopId, environment.clock.now());
    const { rows } = await db.owner.query<{ at: Date }>(
      `select at from event where shop_id = $1 and kind = 'mail.clicked'
          and props->>'effectKey' = $2 order by at`,
      [environment.shopId, effectKey],
    );
    return rows.map(({ at }) => at.getTime());
  }

  test('leads to the shop, and a click counts once it was held, at its own time', async () => {
    const { first, links } = await linksRead();
    const [link = ''] = links;
    const clickedAt = environment.clock.now();
    const response = await ask(link);
    await ask(link);
    expect(response.status).toBe(302);
    const target = new URL(response.headers.get('location') ?? '');
    expect(target.origin).toBe(environment.storefrontUrl);
    expect(target.searchParams.get('utm_campaign')).toBe('abandoned-basket');
    expect(await clicksOf(first)).toEqual([clickedAt]);
  });

  test('is no click of a person when every link is followed at once, but one after it is', async () => {
    const { first, links } = await linksRead();
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) expect((await ask(link)).status).toBe(302);
    environment.clock.set(environment.clock.now() + 30 * SECOND);
    const clickedAt = environment.clock.now();
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
      shopId: environment.shopId,
      effectKey: 'x',
      url: 'https://evil.example/',
    });
    const answer = await ask(`/l/${token}`);
    expect(answer.headers.get('location')).toBe(`${environment.storefrontUrl}/`);
  });
});

test('a link that cannot be followed because too much is under way asks to try again, and is no error', async () => {
  const claim = {
    shopId: environment.shopId,
    profileId: environment.shopId,
    address: 'busy@example.com',
  };
  const full = () => Promise.reject(new Error('Too much is under way for this store.'));
  const busy = { ...services, pool: boundPool(environment.pool, { acquire: full }) };
  const request = new Request(`https://app.example/u/${unsubscribeToken(sealer, claim)}`, {
    method: 'POST',
  });
  const answer = await mailLinks(request, busy);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
});
