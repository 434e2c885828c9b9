import { expect, test } from 'vitest';
import { generateKeyPairSync } from 'node:crypto';
import { inShop } from '#app/platform/db.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { startDnsServer } from '#tests/setup/dns-server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { enqueueDomainChecks } from '#app/engine/timers.server.ts';
import { checkSendingDomain } from '#app/messages/sender/check-domain.server.ts';
import { loadSender } from '#app/messages/delivery/load-sender.server.ts';
import { mailOperator } from '#app/messages/sender/mail-operator.server.ts';
import { mailSettings } from '#app/messages/sender/mail-settings.ts';
import { loadSettings, saveSettings } from '#app/messages/sender/save-settings.server.ts';
import { loadSenderPage } from '#app/messages/sender/sender-page.server.ts';
import { recordsOf } from '#app/messages/sender/sending-domain.ts';
import { createTxtResolver } from '#app/messages/sender/txt-resolver.server.ts';

const db = await testDatabase();
const dns = await startDnsServer();
const START = Date.parse('2026-11-28T12:00:00Z');
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const operator = mailOperator({
  MAIL_FROM: 'mail@operator.example',
  MAIL_SPF_HOST: 'spf.operator.example',
  MAIL_DKIM_KEY: Buffer.from(privateKey).toString('base64'),
});

function servicesAt(now: number) {
  const resolveTxt = createTxtResolver([dns.address]);
  return { pool: db.pool, clock: { now: () => now }, operator, resolveTxt };
}

async function shopWith(address: string): Promise<TestShop> {
  const shop = await installedShop(db.pool);
  const settings = mailSettings({ sender: { name: 'Fern', address } });
  await inShop(db.pool, shop.id, (client) =>
    saveSettings(client, shop.id, settings, { base: 0, actor: 'staff', now: START }),
  );
  return shop;
}

async function fromOf(shop: TestShop): Promise<string> {
  const sender = await inShop(db.pool, shop.id, (client) => loadSender(client, shop.id, operator));
  return sender.from.address;
}

/** Puts the records of a shop into the zone, as its merchant would. */
function publish(shop: TestShop, domain: string): void {
  const records = recordsOf(domain, shop.id, operator);
  if (!records) throw new Error('An operator with a key has records.');
  dns.zone.set(records.spf.name, ['google-site-verification=1', records.spf.value]);
  dns.zone.set(records.dkim.name, [records.dkim.value]);
}

test('a domain is proven by its records in DNS, and mail leaves from it until one is gone', async () => {
  const shop = await shopWith('hello@fern.example');
  expect(await fromOf(shop)).toBe('mail@operator.example');
  expect(await checkSendingDomain(servicesAt(START), shop.id)).toMatchObject({
    domain: { state: 'unproven', findings: { spf: 'missing', dkim: 'missing' } },
  });
  const page = () =>
    inShop(db.pool, shop.id, async (client) => {
      const { settings } = await loadSettings(client, shop.id);
      return await loadSenderPage(client, shop.id, settings, operator);
    });
  expect(await page()).toMatchObject({
    from: 'mail@operator.example',
    replyTo: 'hello@fern.example',
    domain: {
      state: 'unproven',
      records: [
        {
          name: 'fern.example',
          value: 'v=spf1 include:spf.operator.example ~all',
          finding: 'missing',
        },
        { purpose: 'DKIM', finding: 'missing' },
      ],
    },
  });
  publish(shop, 'fern.example');
  expect(await checkSendingDomain(servicesAt(START + HOUR), shop.id)).toMatchObject({
    domain: { state: 'proven', provenAt: START + HOUR },
  });
  expect(await fromOf(shop)).toBe('hello@fern.example');

  dns.zone.set('fern.example', 'servfail');
  expect(await checkSendingDomain(servicesAt(START + DAY), shop.id)).toMatchObject({
    domain: { state: 'proven', findings: { spf: 'unreachable', dkim: 'found' } },
  });
  dns.zone.set('fern.example', ['v=spf1 -all']);
  expect(await checkSendingDomain(servicesAt(START + 2 * DAY), shop.id)).toMatchObject({
    domain: { state: 'failing', findings: { spf: 'different' } },
  });
  expect(await fromOf(shop)).toBe('mail@operator.example');
});

test('a domain that is proven for one shop is not proven for another', async () => {
  const [owner, thief] = [await shopWith('a@moss.example'), await shopWith('b@moss.example')];
  publish(owner, 'moss.example');
  for (const { id } of [owner, thief]) await checkSendingDomain(servicesAt(START), id);
  expect(await fromOf(owner)).toBe('a@moss.example');
  expect(await fromOf(thief)).toBe('mail@operator.example');
});

test('what another address of another domain proved says nothing of a new one', async () => {
  const shop = await shopWith('a@oak.example');
  publish(shop, 'oak.example');
  await checkSendingDomain(servicesAt(START), shop.id);
  const settings = mailSettings({ sender: { name: 'Fern', address: 'ceo@victim.example' } });
  await inShop(db.pool, shop.id, (client) =>
    saveSettings(client, shop.id, settings, { base: 1, actor: 'staff', now: START }),
  );
  expect(await fromOf(shop)).toBe('mail@operator.example');
});

test('a public mail service is never asked about', async () => {
  const shop = await shopWith('fern@gmail.com');
  publish(shop, 'gmail.com');
  expect(await checkSendingDomain(servicesAt(START), shop.id)).toEqual({
    outcome: 'nothing_to_check',
  });
  expect(await fromOf(shop)).toBe('mail@operator.example');
});

test('domains are looked at again when they are due, each once', async () => {
  const shop = await shopWith('a@again.example');
  const waiting = async () => {
    const { rows } = await db.owner.query<{ due: Date | null }>(
      'select domain_check_due_at as due from shop where id = $1',
      [shop.id],
    );
    return rows[0]?.due === null ? null : Number(rows[0]?.due);
  };
  expect(await waiting()).toBe(START);
  await enqueueDomainChecks(db.pool, START, silentLogger);
  expect(await waiting()).toBe(START + HOUR);
  await checkSendingDomain(servicesAt(START), shop.id);
  expect(await waiting()).toBe(START + HOUR);
  publish(shop, 'again.example');
  await checkSendingDomain(servicesAt(START + HOUR), shop.id);
  expect(await waiting()).toBe(START + 7 * HOUR);
});

test('a shop whose check cannot be started keeps no other one from theirs, and the longest due comes first', async () => {
  const shops = [
    await shopWith('a@one.example'),
    await shopWith('a@two.example'),
    await shopWith('a@three.example'),
  ];
  const [first, broken, last] = shops.map(({ id }) => id);
  // The newest row is due for longest.
  await db.owner.query(
    `update shop set domain_check_due_at = $1::timestamptz + array_position($2::uuid[], id) * interval '1 second'
      where id = any($2)`,
    [new Date(START - DAY), [last, broken, first]],
  );
  await db.owner.query(`
    create function refuse_check() returns trigger language plpgsql as
      $$ begin raise exception 'This shop is broken.'; end $$;
    create trigger refuse_check before update of domain_check_due_at on shop
      for each row when (old.id = '${broken ?? ''}') execute function refuse_check();`);
  await enqueueDomainChecks(db.pool, START, silentLogger);
  await db.owner.query('drop trigger refuse_check on shop; drop function refuse_check()');
  const { rows } = await db.owner.query<{ key: string }>(
    `select key from graphile_worker.jobs where key = any($1) order by id`,
    [shops.map(({ id }) => `check_domain:${id}`)],
  );
  expect(rows.map(({ key }) => key)).toEqual([
    `check_domain:${last ?? ''}`,
    `check_domain:${first ?? ''}`,
  ]);
});
