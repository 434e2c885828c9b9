import { generateKeyPairSync } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { authenticate } from 'mailauth';
import { SMTPServer } from 'smtp-server';
import { afterAll, expect, test } from 'vitest';
import { openMailbox } from '#tests/store/mailbox.ts';
import { startSmtpSink } from '#tests/store/smtp-sink.ts';
import { createMailer } from './mailer.server.ts';
import type { OutgoingMail } from './mailer.ts';

const mailbox = openMailbox();
const sink = await startSmtpSink({ port: 0, mailbox, clock: { now: () => Date.now() } });
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'der' },
});
const mailer = createMailer({
  smtpUrl: sink.url,
  lookupUrl: null,
  connections: 1,
  dkim: { domainName: 'fern.example', keySelector: 'mail', privateKey },
  senderKey: privateKey,
});
afterAll(async () => {
  mailer.close();
  await sink.close();
});

const mail: OutgoingMail = {
  messageId: 'one@app.example',
  from: { name: 'Fern & Fell', address: 'hello@fern.example' },
  to: 'ada@people.example',
  replyTo: null,
  dkim: null,
  subject: 'Your basket',
  html: '<p>Hello</p>',
  text: 'Hello',
  unsubscribeUrl: `https://app.example/u/${'t'.repeat(200)}`,
};

test('the signature is good and covers both unsubscribe headers', async () => {
  expect(await mailer.send(mail)).toMatchObject({ outcome: 'accepted' });
  const { dkim } = await authenticate(mailbox.raw(1) ?? Buffer.alloc(0), {
    ip: '127.0.0.1',
    helo: 'app.example',
    sender: mail.from.address,
    resolver: (name) =>
      Promise.resolve(
        name === 'mail._domainkey.fern.example'
          ? [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]]
          : [],
      ),
  });
  const [signature] = dkim.results;
  expect(signature?.status.result).toBe('pass');
  const signed = signature?.signingHeaders?.keys.toLowerCase().split(/\s*:\s*/);
  expect(signed).toEqual(
    expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'message-id', 'from']),
  );
});

test('a mail of a proven domain is signed for that domain, under the shop’s own selector', async () => {
  const before = mailbox.ledger.size;
  const from = { name: 'Moss', address: 'hello@moss.example' };
  const dkim = { domain: 'moss.example', selector: 't0190c0de' };
  expect(await mailer.send({ ...mail, messageId: 'moss@app.example', from, dkim })).toMatchObject({
    outcome: 'accepted',
  });
  const checked = await authenticate(mailbox.raw(before + 1) ?? Buffer.alloc(0), {
    ip: '127.0.0.1',
    helo: 'app.example',
    sender: from.address,
    resolver: (name) =>
      Promise.resolve(
        name === 't0190c0de._domainkey.moss.example'
          ? [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]]
          : [],
      ),
  });
  expect(checked.dkim.results).toMatchObject([
    { signingDomain: 'moss.example', status: { result: 'pass', aligned: 'moss.example' } },
  ]);
});

test.each([
  ['without a bounce address to its sender', undefined, 'hello@fern.example'],
  [
    'with one to that, with the id of the email',
    'bounces@mail.example',
    'bounces+one@mail.example',
  ],
])('a bounce returns %s', async (_, bounceAddress, expected) => {
  const envelopes: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom({ address }, _session, done) {
      envelopes.push(address);
      done();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const returning = createMailer({
    smtpUrl: `smtp://127.0.0.1:${String(port)}`,
    lookupUrl: null,
    connections: 1,
    bounceAddress,
  });
  expect(await returning.send(mail)).toMatchObject({ outcome: 'accepted' });
  returning.close();
  await new Promise<void>((done) => {
    server.close(done);
  });
  expect(envelopes).toEqual([expected]);
});

test.each([
  ['subject', { subject: 'Hello\r\nBcc: eve@evil.example' }],
  [
    'sender name',
    { from: { name: 'Fern\r\nBcc: eve@evil.example', address: 'hello@fern.example' } },
  ],
  ['recipient', { to: 'ada@people.example, eve@evil.example' }],
])('a second recipient in the %s gets nothing', async (_, changed) => {
  mailbox.clear();
  await mailer.send({ ...mail, ...changed });
  const taken = await mailbox.list({ limit: 9 });
  expect(taken.flatMap(({ to }) => to).filter((address) => address === 'eve@evil.example')).toEqual(
    [],
  );
  for (const { id } of taken) expect(mailbox.raw(id)?.toString()).not.toMatch(/^bcc:/im);
});

test('a server that is not there is a refusal for now, for nothing was sent', async () => {
  const unreachable = createServer();
  unreachable.listen(0, '127.0.0.1');
  await once(unreachable, 'listening');
  const address = unreachable.address();
  unreachable.close();
  await once(unreachable, 'close');
  const port = typeof address === 'object' && address ? address.port : 0;
  const lost = createMailer({
    smtpUrl: `smtp://127.0.0.1:${String(port)}`,
    lookupUrl: null,
    connections: 1,
  });
  expect(await lost.send(mail)).toMatchObject({ outcome: 'refused', permanent: false });
  lost.close();
});

test('where encryption is demanded, a server that offers none gets not a byte of a mail', async () => {
  mailbox.clear();
  const careful = createMailer({
    smtpUrl: sink.url,
    lookupUrl: null,
    connections: 1,
    mustEncrypt: true,
  });
  expect(await careful.send(mail)).toMatchObject({ outcome: 'refused', permanent: false });
  careful.close();
  expect(await mailbox.list({ limit: 9 })).toEqual([]);
});

test('a link that breaks after the mail was taken is neither sent nor refused', async () => {
  mailbox.clear();
  sink.faults.cutShare = 1;
  expect(await mailer.send({ ...mail, messageId: 'two@app.example' })).toMatchObject({
    outcome: 'unknown',
  });
  sink.faults.cutShare = 0;
  expect(mailbox.ledger.get('two@app.example')).toBe(1);
});

test('a mail that may no longer be handed over ends before the final dot and is not delivered', async () => {
  mailbox.clear();
  let mayHandOver = false;
  const guarded = createMailer({
    smtpUrl: sink.url,
    lookupUrl: null,
    connections: 1,
    mayHandOver: () => mayHandOver,
  });
  expect(await guarded.send(mail)).toMatchObject({ outcome: 'refused', permanent: false });
  mayHandOver = true;
  expect(await guarded.send({ ...mail, messageId: 'next@app.example' })).toMatchObject({
    outcome: 'accepted',
  });
  expect([...mailbox.ledger.keys()]).toEqual(['next@app.example']);
  guarded.close();
});
