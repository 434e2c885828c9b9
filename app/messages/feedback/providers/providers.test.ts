import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import {
  feedbackSenders,
  mailSender,
  sendgridSender,
  snsKeys,
  snsSender,
  type FeedbackSender,
  type SentFeedback,
  type SentKind,
} from '#tests/mail/feedback-senders.ts';
import { PROVIDER_RECORDS } from './registry.server.ts';

const NOW = Date.parse('2026-11-05T12:00:00Z');
const ABOUT = {
  address: 'ada@example.com',
  messageId: 'abc@app.example',
  at: NOW - MINUTE,
  id: 'mail-1',
};
/** Our own emails are named at this host. */
const READING = { messageHost: 'app.example' };
const { key, pem } = snsKeys();
const SENDERS = feedbackSenders(key);
const KINDS: SentKind[] = ['hard', 'soft', 'complaint', 'delivered'];

async function isAuthentic(
  { provider, secret }: FeedbackSender,
  { headers, body }: SentFeedback,
  now = NOW,
  certificate: string | null = pem,
): Promise<boolean> {
  const certificateOf = () => Promise.resolve(certificate);
  const request = { headers: new Headers(headers), body };
  return await PROVIDER_RECORDS[provider].isAuthentic(request, secret, { now, certificateOf });
}

describe.each(SENDERS.map((make) => [make().provider, make] as const))('%s', (provider, make) => {
  const sender = make();
  const sent = sender.report('hard', ABOUT, NOW);

  test.each(KINDS)('a genuine report of a %s is proven and read', async (kind) => {
    const report = sender.report(kind, ABOUT, NOW);
    expect(PROVIDER_RECORDS[provider].isSecret(sender.secret)).toBe(true);
    expect(await isAuthentic(sender, report)).toBe(true);
    const read = await PROVIDER_RECORDS[provider].read(report.body, READING);
    expect(read).toMatchObject({ outcome: 'read', events: [{ kind, at: ABOUT.at }] });
    if (read.outcome !== 'read') return;
    const [event] = read.events;
    // A receiver of the feedback loop leaves the address out, and one provider gives no Message-ID.
    const isRedacted = provider === 'mail' && kind === 'complaint';
    expect(event?.address).toBe(isRedacted ? null : ABOUT.address);
    const hasMessageId = provider !== 'resend';
    expect(event?.messageId).toBe(hasMessageId ? ABOUT.messageId : null);
  });

  test('a report of another account is forged', async () => {
    const { key: foreign } = snsKeys();
    const other = provider === 'ses' ? snsSender(foreign) : make();
    const { secret } = provider === 'ses' ? sender : make();
    const report = other.report('hard', ABOUT, NOW);
    expect(await isAuthentic({ ...sender, secret }, report)).toBe(false);
  });

  test('a report without headers, changed, cut off or empty is forged, and read without a throw', async () => {
    const changed = Buffer.from(sent.body.toString().replaceAll('ada@', 'eve@'));
    const signsBody = provider !== 'postmark' && provider !== 'mailgun';
    const forged: SentFeedback[] = [
      ...(provider === 'mailgun' || provider === 'ses' ? [] : [{ ...sent, headers: {} }]),
      ...(signsBody
        ? [
            { ...sent, body: changed },
            { ...sent, body: sent.body.subarray(0, 80) },
          ]
        : []),
      ...(provider === 'mailgun' ? [{ ...sent, body: sent.body.subarray(0, 80) }] : []),
      { headers: {}, body: Buffer.from('[]') },
      { headers: {}, body: Buffer.alloc(0) },
    ];
    for (const one of forged) {
      expect(await isAuthentic(sender, one)).toBe(false);
      const { outcome } = await PROVIDER_RECORDS[provider].read(one.body, READING);
      expect(['read', 'unreadable']).toContain(outcome);
    }
  });
});

// Postmark signs nothing.
const SIGNING = SENDERS.filter((make) => make().provider !== 'postmark');
describe.each(SIGNING.map((make) => [make().provider, make] as const))('%s', (_provider, make) => {
  test.each([
    ['days after', 3 * DAY],
    ['before', -HOUR],
  ])('a report that arrives %s it was signed is refused', async (_, apart) => {
    const sender = make();
    const sent = sender.report('hard', ABOUT, NOW);
    expect(await isAuthentic(sender, sent, NOW + apart)).toBe(false);
  });
});

test.each([
  ['To', 'To: <%s>'],
  ['Delivered-To', 'To: undisclosed-recipients:;\r\nDelivered-To: %s'],
  ['X-Original-To', 'To: postmaster@mail.example\r\nX-Original-To: <%s>'],
])('a bounce email says by %s which email it is about', async (_, headers) => {
  const id = '0b8a51c7-e7a4-5b1e-9d43-0b8a51c7e7a4';
  const { body } = mailSender().report('hard', ABOUT, NOW);
  const returned = headers.replace('%s', `bounces+${id}@mail.example`);
  const sent = body.toString().replace('To: <owner-info-mime@cs.utk.edu>', returned);
  expect(await PROVIDER_RECORDS.mail.read(Buffer.from(sent), READING)).toMatchObject({
    outcome: 'read',
    events: [{ kind: 'hard', address: null, messageId: `${id}@app.example` }],
  });
});

describe('SNS', () => {
  test('messages of both signature versions are proven', async () => {
    for (const version of ['1', '2'] as const) {
      const sender = snsSender(key, version);
      expect(await isAuthentic(sender, sender.report('hard', ABOUT, NOW))).toBe(true);
    }
  });

  test.each([
    [
      'another host',
      'https://sns.us-east-1.amazonaws.com.evil.example/SimpleNotificationService-abcdef12.pem',
    ],
    ['a bucket', 'https://s3.us-east-1.amazonaws.com/SimpleNotificationService-abcdef12.pem'],
    [
      'another region',
      'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-abcdef12.pem',
    ],
    ['plain http', 'http://sns.us-east-1.amazonaws.com/SimpleNotificationService-abcdef12.pem'],
    ['another file', 'https://sns.us-east-1.amazonaws.com/other.pem'],
    ['a query', 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-abcdef12.pem?x=1'],
    ['credentials', 'https://a@sns.us-east-1.amazonaws.com/SimpleNotificationService-abcdef12.pem'],
  ])('a certificate of %s proves nothing', async (_, SigningCertURL) => {
    const sender = snsSender(key);
    expect(await isAuthentic(sender, sender.envelope({ SigningCertURL }, NOW))).toBe(false);
  });

  test('no certificate, and one that is none, prove nothing', async () => {
    const sender = snsSender(key);
    const sent = sender.report('hard', ABOUT, NOW);
    expect(await isAuthentic(sender, sent, NOW, null)).toBe(false);
    expect(await isAuthentic(sender, sent, NOW, 'nonsense')).toBe(false);
  });

  test('a genuine message of another topic is not the shop’s', async () => {
    const other = snsSender(key, '2', 'arn:aws:sns:us-east-1:999999999999:feedback');
    expect(await isAuthentic(snsSender(key), other.report('hard', ABOUT, NOW))).toBe(false);
  });

  test('a subscription is confirmed at SNS alone, for the topic of the message', async () => {
    const sender = snsSender(key);
    const urlOf = (host: string, topic: string) =>
      `https://${host}/?Action=ConfirmSubscription&TopicArn=${topic}&Token=2336412f37`;
    const read = (SubscribeURL: string) =>
      PROVIDER_RECORDS.ses.read(
        sender.envelope({ Type: 'SubscriptionConfirmation', Token: 'x', SubscribeURL }, NOW).body,
        READING,
      );
    const good = urlOf('sns.us-east-1.amazonaws.com', sender.secret);
    expect(await read(good)).toEqual({ outcome: 'confirm', url: good });
    expect(await read(urlOf('evil.example', sender.secret))).toMatchObject({
      outcome: 'unreadable',
    });
    expect(await read(urlOf('sns.us-east-1.amazonaws.com', 'arn:other'))).toMatchObject({
      outcome: 'unreadable',
    });
  });
});

test('the published example of SendGrid’s library is proven by its key', async () => {
  // https://github.com/sendgrid/sendgrid-nodejs/blob/main/packages/eventwebhook/src/eventwebhook.spec.js
  const secret =
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEDr2LjtURuePQzplybdC+u4CwrqDqBaWjcMMsTbhdbcwHBcepxo7yAQGhHPTnlvFYPAZFceEu/1FwCM/QmGUhA==';
  const signature =
    'MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH2j/0=';
  const payload = { category: 'example_payload', event: 'test_event', message_id: 'message_id' };
  const sent = {
    headers: {
      'x-twilio-email-event-webhook-signature': signature,
      'x-twilio-email-event-webhook-timestamp': '1588788367',
    },
    body: Buffer.from(JSON.stringify(payload)),
  };
  const sender = { ...sendgridSender(), secret };
  expect(await isAuthentic(sender, sent, 1_588_788_367_000)).toBe(true);
});

test.each([
  [
    'a temporary failure of Mailgun',
    'mailgun',
    { 'event-data': { event: 'failed', severity: 'temporary', recipient: 'a@b.example' } },
  ],
  ['a deferral of SendGrid', 'sendgrid', [{ event: 'deferred', email: 'a@b.example' }]],
  [
    'a block of Postmark',
    'postmark',
    { RecordType: 'Bounce', Type: 'Blocked', Email: 'a@b.example' },
  ],
  ['an open of Resend', 'resend', { type: 'email.opened', data: { to: ['a@b.example'] } }],
  [
    'a refusal by policy of Mailgun',
    'mailgun',
    {
      'event-data': {
        event: 'failed',
        severity: 'permanent',
        reason: 'generic',
        recipient: 'a@b.example',
        'delivery-status': { code: 550, 'enhanced-code': '5.7.1', message: 'blocked' },
      },
    },
  ],
] as const)('%s says nothing of the address', async (_, provider, payload) => {
  const read = await PROVIDER_RECORDS[provider].read(Buffer.from(JSON.stringify(payload)), READING);
  expect(read).toMatchObject({ outcome: 'read', events: [{ kind: 'other' }] });
});
