import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { SECOND } from '#app/lib/duration.ts';
import { checkSendingDomain } from '#app/messages/sender/check-domain.server.ts';
import { mailOperator } from '#app/messages/sender/mail-operator.server.ts';
import { mailSettings } from '#app/messages/sender/mail-settings.ts';
import { saveSettings } from '#app/messages/sender/save-settings.server.ts';
import { recordsOf } from '#app/messages/sender/sending-domain.ts';
import { createMxResolver, createTxtResolver } from '#app/messages/sender/txt-resolver.server.ts';
import { inspectDomain } from '#app/messages/sending-domain/inspect-domain.server.ts';
import {
  loadDomainPage,
  loadUnmetRules,
} from '#app/messages/sending-domain/page/load-domain-page.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { startDnsServer } from '#tests/setup/dns-server.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';

const db = await testDatabase();
const dns = await startDnsServer();
const START = Date.parse('2026-12-01T12:00:00Z');
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
  return {
    pool: db.pool,
    clock: { now: () => now },
    operator,
    resolveTxt: createTxtResolver([dns.address]),
    resolveMx: createMxResolver([dns.address]),
    readPolicy: () => Promise.resolve([]),
  };
}

async function shopWith(address: string, base = 0, shop?: TestShop): Promise<TestShop> {
  const saved = shop ?? (await installedShop(db.pool));
  const settings = mailSettings({ sender: { name: 'Fern', address } });
  await inShop(db.pool, saved.id, (client) =>
    saveSettings(client, saved.id, settings, { base, actor: 'staff', now: START }),
  );
  return saved;
}

function pageOf({ id }: TestShop) {
  return inShop(db.pool, id, (client) => loadDomainPage(client, id, operator, START));
}

/** Which checks are in which state. */
async function statesOf(shop: TestShop): Promise<Record<string, string>> {
  const { domain } = await pageOf(shop);
  if (domain.kind !== 'checked') throw new Error(`The domain is ${domain.kind}.`);
  return Object.fromEntries(domain.checks.map(({ kind, state }) => [kind, state]));
}

test('a check keeps what DNS said, and the page opens with it', async () => {
  const shop = await shopWith('hello@fern.example');
  expect((await pageOf(shop)).domain).toEqual({
    kind: 'unchecked',
    name: 'fern.example',
    state: 'unproven',
  });
  expect(await inspectDomain(servicesAt(START), shop.id)).toEqual({ outcome: 'checked' });
  expect(await statesOf(shop)).toMatchObject({ spf: 'missing', dkim: 'missing', dmarc: 'missing' });
  const records = recordsOf('fern.example', shop.id, operator);
  if (!records) throw new Error('An operator with a key has records.');
  dns.zone.set('spf.operator.example', ['v=spf1 ip4:192.0.2.1 -all']);
  dns.zone.set('fern.example', [records.spf.value]);
  dns.zone.set(records.dkim.name, [records.dkim.value]);
  dns.zone.set('_dmarc.fern.example', ['v=DMARC1; p=none; rua=mailto:a@fern.example']);
  dns.mx.set('fern.example', ['mx.fern.example']);
  const later = servicesAt(START + 15 * SECOND);
  expect(await inspectDomain(later, shop.id)).toEqual({ outcome: 'checked' });
  await checkSendingDomain(later, shop.id);
  expect(await statesOf(shop)).toEqual({
    spf: 'ok',
    dkim: 'ok',
    dmarc: 'ok',
    mx: 'ok',
    bimi: 'missing',
    mtaSts: 'missing',
  });
  const page = await pageOf(shop);
  expect(page).toMatchObject({
    from: 'hello@fern.example',
    domain: { state: 'proven', checkedAt: START + 15 * SECOND },
  });
  expect(page.rules.filter(({ state }) => state === 'not_met')).toEqual([]);
});

test('a second check has to wait, in whichever process it is asked for', async () => {
  const shop = await shopWith('hello@wait.example');
  const both = await Promise.all([
    inspectDomain(servicesAt(START), shop.id),
    inspectDomain(servicesAt(START + 1), shop.id),
  ]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['checked', 'too_soon']);
});

test('what was found of one domain is not shown for another', async () => {
  const shop = await shopWith('hello@one.example');
  await inspectDomain(servicesAt(START), shop.id);
  await shopWith('hello@two.example', 1, shop);
  expect((await pageOf(shop)).domain).toMatchObject({ kind: 'unchecked', name: 'two.example' });
  await inspectDomain(servicesAt(START + 20 * SECOND), shop.id);
  expect((await pageOf(shop)).domain).toMatchObject({ kind: 'checked', name: 'two.example' });
});

test('what required rules are not met is known before a campaign, and nothing while nobody checked', async () => {
  const shop = await shopWith('hello@moss.example');
  const unmet = () =>
    inShop(db.pool, shop.id, (client) => loadUnmetRules(client, shop.id, operator, START));
  expect(await unmet()).toEqual([]);
  await inspectDomain(servicesAt(START), shop.id);
  expect(await unmet()).toEqual([
    'SPF lists the servers that send',
    'Emails are signed with DKIM',
    'A DMARC policy is published, at least p=none',
    'The From address is of the domain that SPF or DKIM proves',
  ]);
});

test('a shop without a domain of its own has nothing to check', async () => {
  const bare = await installedShop(db.pool);
  expect(await inspectDomain(servicesAt(START), bare.id)).toEqual({ outcome: 'nothing_to_check' });
  expect((await pageOf(bare)).domain).toEqual({ kind: 'no_sender' });
  expect((await pageOf(await shopWith('fern@gmail.com'))).domain).toEqual({ kind: 'never' });
});

test('the name servers may answer with 200 records of one name', async () => {
  const shop = await shopWith('hello@many.example');
  dns.zone.set(
    'many.example',
    Array.from({ length: 200 }, (_, n) => `v=spf1 include:n${String(n)}.example -all`),
  );
  await inspectDomain(servicesAt(START), shop.id);
  // Over UDP the answer may be too long to be taken.
  expect(['wrong', 'unknown']).toContain((await statesOf(shop))['spf']);
});
