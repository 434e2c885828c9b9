import { createTransport, type Transporter } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMailbox, type Mailbox } from './mailbox.ts';
import { startSmtpSink, type SmtpSink } from './smtp-sink.ts';

let mailbox: Mailbox;
let sink: SmtpSink;
let transport: Transporter;

beforeEach(async () => {
  mailbox = openMailbox(2);
  sink = await startSmtpSink({ port: 0, mailbox, clock: { now: () => 1_000 } });
  transport = createTransport(`${sink.url}/?pool=true`);
});

afterEach(async () => {
  transport.close();
  await sink.close();
});

function send(messageId: string): Promise<unknown> {
  return transport.sendMail({
    from: 'Moss Shop <shop@moss.example>',
    to: 'Ada@Example.com',
    subject: 'Still thinking it over? 🌿',
    html: '<p>Your basket waits.</p>',
    messageId: `<${messageId}>`,
  });
}

test('a mail is stored under its Message-ID and can be read', async () => {
  await send('one@tendril');
  const [summary] = await mailbox.list({ to: 'ada@example.com' });
  expect(summary).toMatchObject({
    messageId: 'one@tendril',
    from: 'Moss Shop',
    subject: 'Still thinking it over? 🌿',
    receivedAt: 1_000,
  });
  await expect(mailbox.get(summary?.id ?? 0)).resolves.toMatchObject({
    html: '<p>Your basket waits.</p>\n',
  });
});

test('the ledger counts every mail although only the newest bodies are stored', async () => {
  for (const id of ['a', 'b', 'b', 'c']) await send(`${id}@tendril`);
  expect(Object.fromEntries(mailbox.ledger)).toEqual({
    'a@tendril': 1,
    'b@tendril': 2,
    'c@tendril': 1,
  });
  await expect(mailbox.list()).resolves.toHaveLength(2);
});

test.each([421, 450, 550])('it refuses with %i when set to, and accepts nothing', async (code) => {
  Object.assign(sink.faults, { rejectShare: 1, rejectCode: code });
  await expect(send('refused@tendril')).rejects.toMatchObject({ responseCode: code });
  expect(mailbox.ledger.size).toBe(0);
});

test('it can refuse the recipient before any data', async () => {
  Object.assign(sink.faults, { rejectShare: 1, rejectCode: 550, rejectAt: 'recipient' });
  await expect(send('refused@tendril')).rejects.toMatchObject({
    responseCode: 550,
    command: 'RCPT TO',
  });
});

test('a link cut after the final dot leaves the sender in doubt, but the mail was taken', async () => {
  sink.faults.cutShare = 1;
  await expect(send('doubt@tendril')).rejects.toThrow();
  expect(mailbox.ledger.get('doubt@tendril')).toBe(1);
  sink.faults.cutShare = 0;
  await send('next@tendril');
  expect(mailbox.ledger.has('next@tendril')).toBe(true);
});

test('a client that dies in the middle does not end the sink', async () => {
  sink.faults.slowMs = 50;
  const dying = createTransport({ url: sink.url, socketTimeout: 10 });
  await expect(
    dying.sendMail({ from: 'a@a.example', to: 'b@b.example', text: 'x' }),
  ).rejects.toThrow();
  sink.faults.slowMs = 0;
  await send('after@tendril');
  expect(mailbox.ledger.has('after@tendril')).toBe(true);
});
