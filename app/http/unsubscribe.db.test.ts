import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { unsubscribeToken } from '#app/messages/links/links.ts';
import { inShop } from '#app/platform/db.server.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { unsubscribe } from '#app/messages/links/unsubscribe.server.ts';
import { FORM_TYPE, formOf, ONE_CLICK, openMailReaders } from '#tests/mail/mail-readers.ts';
import {
  addCart,
  addPerson,
  askForMail,
  effectState,
  openMailEnvironment,
} from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { waitingForLocks } from '#tests/setup/waiting-for-locks.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { ask, reminded, count } = openMailReaders(environment);

/** The proofs that an address unsubscribed, once the engine has made them. */
async function proofOf(address: string): Promise<{ source: string; hasWords: boolean }[]> {
  await drainAt(environment.pool, environment.shopId, environment.clock.now());
  const { rows } = await db.owner.query<{ source: string; hasWords: boolean }>(
    `select source, wording is not null as "hasWords" from consent
      where shop_id = $1 and subject = $2 and state = 'unsubscribed'`,
    [environment.shopId, `email:${address}`],
  );
  return rows;
}

describe('unsubscribing', () => {
  test('one click stops the next mail, though no worker has run since', async () => {
    const { person, path, second } = await reminded();
    expect((await ask(path, ONE_CLICK)).status).toBe(200);
    await deliverMails(environment.mailServices, environment.shopId);
    expect(await effectState(environment, second)).toMatchObject({
      state: 'skipped',
      reason: 'suppressed',
    });
    expect(await environment.mailbox.list({ to: person.email })).toHaveLength(1);
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
    const before = await count('inbox', 'topic', 'tendril/consent.changed');
    await Promise.all([ask(path, ONE_CLICK), ask(path, ONE_CLICK), ask(path, { method: 'POST' })]);
    expect(await count('suppression', 'address', person.email)).toBe(1);
    expect(await count('inbox', 'topic', 'tendril/consent.changed')).toBe(before + 1);
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
    ['as RFC 8058 writes it', FORM_TYPE, 'List-Unsubscribe=One-Click'],
    [
      'with a charset and a line end',
      `${FORM_TYPE}; charset=UTF-8`,
      'List-Unsubscribe=One-Click\r\n',
    ],
    ['in small letters', FORM_TYPE, 'list-unsubscribe=one-click'],
    ['escaped', FORM_TYPE, 'List%2DUnsubscribe=One%2DClick'],
    ['with fields of the mail service', FORM_TYPE, 'source=provider&List-Unsubscribe=One-Click'],
    [
      'as a form of parts',
      'multipart/form-data; boundary=xyz',
      '--xyz\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--xyz--\r\n',
    ],
    ['with nothing in it', FORM_TYPE, ''],
    ['as a text', 'text/plain', 'List-Unsubscribe=One-Click'],
    ['of a type that we do not know', 'application/x-mail-service', 'List-Unsubscribe=One-Click'],
    ['as JSON', 'application/json', '{"List-Unsubscribe":"One-Click"}'],
    ['as parts with a charset', 'multipart/form-data; charset=utf-8; boundary="x y"', '--x y--'],
    ['as bytes that are no text', 'application/octet-stream', Buffer.from([0xff, 0xfe, 0])],
  ])(
    'a one-click request %s is proven as one, without words that were not read',
    async (_how, type, body) => {
      const { person, path } = await reminded();
      const headers = { 'content-type': type };
      expect((await ask(path, { method: 'POST', headers, body })).status).toBe(200);
      expect(await proofOf(person.email)).toEqual([{ source: 'mail:one-click', hasWords: false }]);
    },
  );

  test('a one-click request without a body and without a type is one', async () => {
    const { person, path } = await reminded();
    expect((await ask(path, { method: 'POST' })).status).toBe(200);
    expect(await count('suppression', 'address', person.email)).toBe(1);
  });

  test('a link of two years ago still works', async () => {
    const { person, path } = await reminded();
    const now = environment.clock.now();
    environment.clock.set(now + 2 * 365 * DAY);
    expect((await ask(path, ONE_CLICK)).status).toBe(200);
    environment.clock.set(now);
    expect(await count('suppression', 'address', person.email)).toBe(1);
  });

  test('a link of one store leaves the same address subscribed at another', async () => {
    const { person, path } = await reminded();
    const other = await installedShop(environment.pool);
    expect((await ask(path, ONE_CLICK)).status).toBe(200);
    const { rows } = await db.owner.query<{ shop_id: string }>(
      'select shop_id from suppression where address = $1',
      [person.email],
    );
    expect(rows.map((row) => row.shop_id)).toEqual([environment.shopId]);
    expect(other.id).not.toBe(environment.shopId);
  });

  test('a link of a store that is erased is refused', async () => {
    const claim = { shopId: randomUUID(), profileId: randomUUID(), address: 'ada@gone.example' };
    const path = `/u/${unsubscribeToken(environment.mailServices.links.sealer, claim)}`;
    expect((await ask(path)).status).toBe(404);
    expect((await ask(path, ONE_CLICK)).status).toBe(404);
  });

  test.each(['GET', 'HEAD', 'PUT', 'OPTIONS'])('%s never unsubscribes', async (method) => {
    const { person, path } = await reminded();
    const { status } = await ask(path, { method });
    expect(status).toBe(method === 'GET' || method === 'HEAD' ? 200 : 405);
    expect(await count('suppression', 'address', person.email)).toBe(0);
  });

  test('the button of the page is proven with the words beside it', async () => {
    const { person, path } = await reminded();
    const page = await (await ask(path)).text();
    const body = formOf(page, 'page');
    expect((await ask(path, { method: 'POST', body })).status).toBe(200);
    expect(await proofOf(person.email)).toEqual([{ source: 'mail:page', hasWords: true }]);
  });

  test('a mail about an order still arrives', async () => {
    const { person, path } = await reminded();
    await ask(path, ONE_CLICK);
    const care = await askForMail(environment, person, await addCart(environment, person.id), {
      class: 'transactional',
    });
    await deliverMails(environment.mailServices, environment.shopId);
    expect((await effectState(environment, care)).state).toBe('done');
  });

  test('a mail that is about to leave stays when the person unsubscribes at that moment', async () => {
    const person = await addPerson(environment);
    const key = await askForMail(environment, person, await addCart(environment, person.id));
    let delivering: Promise<unknown> | undefined;
    await inShop(environment.pool, environment.shopId, async (client) => {
      const claim = { shopId: environment.shopId, profileId: person.id, address: person.email };
      const proof = { source: 'page' as const, page: null, wording: null };
      await unsubscribe(client, claim, proof, environment.clock.now());
      // Not committed yet: the mail is still decided to leave, and waits for the person's row at its mark.
      delivering = deliverMails(environment.mailServices, environment.shopId);
      await expect.poll(() => waitingForLocks(db)).toBe(1);
    });
    await delivering;
    expect(await environment.mailbox.list({ to: person.email })).toHaveLength(0);
    await deliverMails(environment.mailServices, environment.shopId);
    expect(await effectState(environment, key)).toMatchObject({
      state: 'skipped',
      reason: 'suppressed',
    });
  });
});
