import {
  createHmac,
  createSign,
  generateKeyPairSync,
  sign,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import {
  snsSignedText,
  type SnsMessage,
} from '#app/messages/feedback/providers/sns-message.server.ts';
import type { FeedbackProvider } from '#app/messages/feedback/feedback-providers.ts';
import type { FeedbackKind } from '#app/messages/feedback/feedback-event.ts';
import { BOUNCE_MAIL } from '#tests/fixtures/feedback-mails.ts';
import {
  MAILGUN,
  POSTMARK,
  RESEND,
  SENDGRID,
  SES,
  type Reported,
} from '#tests/fixtures/feedback-payloads.ts';

/** A request of a provider, before it is sent. */
export type SentFeedback = { headers: Record<string, string>; body: Buffer };

export type SentKind = Exclude<FeedbackKind, 'other'>;

/** A provider with an account of its own: its secret, and how it signs. */
export type FeedbackSender = {
  provider: FeedbackProvider;
  secret: string;
  /** @param now when it is signed, epoch milliseconds */
  report(kind: SentKind, about: Reported, now: number): SentFeedback;
};

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:feedback';

/** SNS with a key of its own, of which the app gets what stands for the certificate. */
export function snsSender(
  key: KeyObject,
  version: '1' | '2' = '2',
  topic = TOPIC,
): FeedbackSender & { envelope(more: Partial<SnsMessage>, now: number): SentFeedback } {
  function envelope(more: Partial<SnsMessage>, now: number): SentFeedback {
    const message: SnsMessage = {
      Type: 'Notification',
      MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
      TopicArn: topic,
      Message: '',
      Timestamp: new Date(now).toISOString(),
      SignatureVersion: version,
      Signature: '',
      SigningCertURL: `https://sns.us-east-1.amazonaws.com/SimpleNotificationService-${'ab12'.repeat(8)}.pem`,
      ...more,
    };
    const algorithm = version === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
    const signature = createSign(algorithm).update(snsSignedText(message)).sign(key, 'base64');
    const headers = { 'content-type': 'text/plain; charset=UTF-8' };
    return { headers, body: Buffer.from(JSON.stringify({ ...message, Signature: signature })) };
  }
  return {
    provider: 'ses',
    secret: topic,
    envelope,
    report: (kind, about, now) => envelope({ Message: JSON.stringify(SES[kind](about)) }, now),
  };
}

/** The key pair of SNS; the public key stands for the certificate. */
export function snsKeys(): { key: KeyObject; pem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return { key: privateKey, pem: String(publicKey.export({ type: 'spki', format: 'pem' })) };
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

const JSON_TYPE = { 'content-type': 'application/json' };

export function postmarkSender(): FeedbackSender {
  const secret = randomBytes(32).toString('base64url');
  const authorization = `Basic ${Buffer.from(`tendril:${secret}`).toString('base64')}`;
  return {
    provider: 'postmark',
    secret,
    report: (kind, about) => ({
      headers: { ...JSON_TYPE, authorization },
      body: json(POSTMARK[kind](about)),
    }),
  };
}

export function sendgridSender(): FeedbackSender {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    provider: 'sendgrid',
    secret: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    report(kind, about, now) {
      const timestamp = String(Math.floor(now / 1_000));
      const body = json(SENDGRID[kind](about));
      const signature = sign('sha256', Buffer.concat([Buffer.from(timestamp), body]), privateKey);
      const headers = {
        ...JSON_TYPE,
        'x-twilio-email-event-webhook-signature': signature.toString('base64'),
        'x-twilio-email-event-webhook-timestamp': timestamp,
      };
      return { headers, body };
    },
  };
}

function mailgunSender(): FeedbackSender {
  const secret = randomBytes(16).toString('hex');
  return {
    provider: 'mailgun',
    secret,
    report(kind, about, now) {
      const timestamp = String(Math.floor(now / 1_000));
      const token = randomBytes(25).toString('hex');
      const signature = createHmac('sha256', secret)
        .update(timestamp + token)
        .digest('hex');
      const payload = {
        signature: { timestamp, token, signature },
        ...(MAILGUN[kind](about) as object),
      };
      return { headers: JSON_TYPE, body: json(payload) };
    },
  };
}

export function resendSender(): FeedbackSender {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  return {
    provider: 'resend',
    secret,
    report(kind, about, now) {
      const body = json(RESEND[kind](about));
      const headers = {
        ...JSON_TYPE,
        'svix-id': `msg_${about.id}`,
        'svix-timestamp': String(Math.floor(now / 1_000)),
        'svix-signature': new Webhook(secret).sign(`msg_${about.id}`, new Date(now), body),
      };
      return { headers, body };
    },
  };
}

export function mailSender(): FeedbackSender {
  const secret = randomBytes(32).toString('base64url');
  return {
    provider: 'mail',
    secret,
    report(kind, about, now) {
      const body = Buffer.from(BOUNCE_MAIL[kind](about));
      const timestamp = String(Math.floor(now / 1_000));
      const signature = createHmac('sha256', secret)
        .update(`${timestamp}.`)
        .update(body)
        .digest('hex');
      const headers = {
        'content-type': 'message/rfc822',
        'x-feedback-timestamp': timestamp,
        'x-feedback-signature': signature,
      };
      return { headers, body };
    },
  };
}

/** Every provider, each time with an account of its own. @param key with which SNS signs */
export function feedbackSenders(key: KeyObject): (() => FeedbackSender)[] {
  return [
    () => snsSender(key),
    postmarkSender,
    sendgridSender,
    mailgunSender,
    resendSender,
    mailSender,
  ];
}
