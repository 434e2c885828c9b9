import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { HOUR } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { addCart, addPerson, NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { askEmailTest, findEmailTests, TESTS_AN_HOUR } from './ask-email-test.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId, mailServices, mailbox, sink, clock } = environment;
const KEY = 'basket-reminder-1';
const ANN = 'ann@shop.example';

afterEach(() => {
  Object.assign(sink.faults, { rejectShare: 0 });
  // The tests of one are no tests of the next.
  clock.set(clock.now() + 2 * HOUR);
});

type Asked = { test?: string; key?: string; profileId?: string | null };

async function ask(to: unknown, asked: Asked = {}) {
  const whole = { test: randomUUID(), key: KEY, profileId: null, ...asked, to };
  return await inShop(pool, shopId, (client) =>
    askEmailTest(client, shopId, whole, mailServices.operator, 'ann', clock.now()),
  );
}

async function send() {
  await runEffectsOf('email_test', { ...mailServices, pool, clock }, shopId);
}

async function standOf(id: string) {
  return await inShop(pool, shopId, (client) => findEmailTests(client, shopId, id));
}

async function mailTo(address: string) {
  const [newest] = (await mailbox.list({ to: address })).toSorted((a, b) => b.id - a.id);
  const mail = newest && (await mailbox.get(newest.id));
  if (!mail) throw new Error(`There is no mail to ${address}.`);
  return mail;
}

/** What is counted of messages, and what the tests left in the outbox and the audit log. */
async function counts() {
  const { rows } = await db.owner.query<Record<string, number>>(
    `select (select count(*)::int from message where shop_id = $1) as messages,
            (select count(*)::int from decision where shop_id = $1) as decisions,
            (select count(*)::int from effect where shop_id = $1 and kind = 'email_test') as effects,
            (select count(*)::int from audit where shop_id = $1 and action = 'email.tested') as audited`,
    [shopId],
  );
  const [row] = rows;
  if (!row) throw new Error('Nothing was counted.');
  return row;
}

test('a test arrives as the person would get it, is marked as one, and is counted nowhere', async () => {
  const person = await addPerson(environment);
  await addCart(environment, person.id);
  const before = await counts();
  const id = randomUUID();
  expect(await ask(ANN, { test: id, profileId: person.id })).toEqual({
    outcome: 'asked',
    addresses: 1,
  });
  expect(await standOf(id)).toEqual([{ address: ANN, state: 'waiting', words: null }]);
  await send();
  expect(await standOf(id)).toEqual([{ address: ANN, state: 'sent', words: null }]);
  const mail = await mailTo(ANN);
  expect(mail.subject).toMatch(/^\[Test\] \S/);
  expect(mail.text).toContain('Ada');
  for (const part of [mail.html ?? '', mail.text ?? '']) {
    expect(part).not.toContain('app.example');
    expect(part).not.toContain(person.email);
  }
  const names = mail.headers.map(({ name }) => name.toLowerCase());
  expect(names.filter((name) => name.startsWith('x-') || name.startsWith('list-'))).toEqual([]);
  expect(JSON.stringify(mail.headers)).not.toContain(person.id);
  expect(await counts()).toEqual({
    ...before,
    effects: (before.effects ?? 0) + 1,
    audited: (before.audited ?? 0) + 1,
  });
});

test('asked for twice, a test is sent once and noted once', async () => {
  const id = randomUUID();
  const before = await counts();
  await ask('bob@shop.example', { test: id });
  await ask('bob@shop.example', { test: id });
  await send();
  await send();
  expect(await mailbox.list({ to: 'bob@shop.example' })).toHaveLength(1);
  expect(await counts()).toMatchObject({ audited: (before.audited ?? 0) + 1 });
});

test('without a person samples are sent, and links lead to the store', async () => {
  await ask('sample@shop.example');
  await send();
  const { html, text } = await mailTo('sample@shop.example');
  expect(text).toContain('Sample product');
  expect(html).toContain(`href="${environment.storefrontUrl}`);
  expect(html).not.toContain('https://shop.example/');
});

test('a mail server that refuses is quoted in words', async () => {
  Object.assign(sink.faults, { rejectShare: 1, rejectCode: 550 });
  const id = randomUUID();
  await ask('refused@shop.example', { test: id });
  await send();
  const [refused] = await standOf(id);
  expect(refused).toMatchObject({ state: 'refused' });
  expect(refused?.words).toMatch(/mail server .*550/);
});

test.each<[string, unknown]>([
  ['a header', `${ANN}\r\nBcc: all@shop.example`],
  ['six addresses', [1, 2, 3, 4, 5, 6].map((n) => `a${String(n)}@shop.example`).join(', ')],
  ['an object', { to: ANN }],
  ['a list', [ANN]],
  ['a name', 'Ann <ann@shop.example>'],
])('%s in the place of addresses is refused, and nothing is left', async (_what, to) => {
  const before = await counts();
  expect((await ask(to)).outcome).toBe('invalid');
  expect(await counts()).toEqual(before);
});

test('a blocked address gets no test', async () => {
  await db.owner.query(
    `insert into suppression (shop_id, address, reason, at) values ($1, 'gone@shop.example', 'hard_bounce', now())`,
    [shopId],
  );
  expect(await ask('gone@shop.example')).toEqual({
    outcome: 'invalid',
    message: '“gone@shop.example” is a blocked address. Enter another.',
  });
});

test('a store sends so many tests an hour, and no more', async () => {
  const five = [1, 2, 3, 4, 5].map((n) => `many${String(n)}@shop.example`).join(', ');
  for (let sent = 0; sent < TESTS_AN_HOUR; sent += 5)
    expect(await ask(five)).toMatchObject({ outcome: 'asked' });
  expect(await ask(ANN)).toEqual({ outcome: 'too_many', most: TESTS_AN_HOUR });
  clock.set(clock.now() + HOUR + 1);
  expect(await ask(ANN)).toMatchObject({ outcome: 'asked' });
  await send();
});

test('an email or a person that is not there is said', async () => {
  expect(await ask(ANN, { key: 'no-such-email' })).toEqual({ outcome: 'gone', what: 'email' });
  const unknown = { profileId: randomUUID() };
  expect(await ask(ANN, unknown)).toEqual({ outcome: 'gone', what: 'person' });
  expect(clock.now()).toBeGreaterThan(NOON);
});
