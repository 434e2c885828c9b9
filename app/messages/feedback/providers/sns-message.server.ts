import { createVerify } from 'node:crypto';
import { z } from 'zod';
import { parseBody } from '#app/events/payloads/parse-body.ts';
import type { SnsCertificates } from '../sns-requests.server.ts';
import { snsUrlOf } from '../sns-url.ts';

const text = z.string().max(256 * 1_024);

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
export const SnsMessage = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string().max(100),
  TopicArn: z.string().max(300),
  Subject: z.string().max(1_000).nullish(),
  Message: text,
  Timestamp: z.string().max(40),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string().max(2_000),
  SigningCertURL: z.string().max(500),
  SubscribeURL: z.string().max(2_000).nullish(),
  Token: z.string().max(2_000).nullish(),
});
export type SnsMessage = z.infer<typeof SnsMessage>;

/** A message of SNS; null when the bytes are none. Nothing of it is proven yet. */
export function readSnsMessage(body: Uint8Array): SnsMessage | null {
  const parsed = parseBody(body);
  return parsed.outcome === 'parsed' ? (SnsMessage.safeParse(parsed.value).data ?? null) : null;
}

const CONFIRMATION = [
  'Message',
  'MessageId',
  'SubscribeURL',
  'Timestamp',
  'Token',
  'TopicArn',
  'Type',
] as const;
const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: CONFIRMATION,
  UnsubscribeConfirmation: CONFIRMATION,
} as const;

/** What is signed of a message: its fields in order, each on two lines; those that are not there are left out. */
export function snsSignedText(message: SnsMessage): string {
  return SIGNED[message.Type]
    .flatMap((field) => {
      const value = message[field];
      return value === null || value === undefined ? [] : [`${field}\n${value}\n`];
    })
    .join('');
}

/** Whether SNS signed a message, by the certificate that it names, which only SNS itself may hold. */
export async function isSignedBySns(
  message: SnsMessage,
  certificateOf: SnsCertificates,
): Promise<boolean> {
  const url = snsUrlOf(message.SigningCertURL, message.TopicArn, 'certificate');
  const certificate = url === null ? null : await certificateOf(url);
  if (certificate === null) return false;
  const algorithm = message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
  try {
    return createVerify(algorithm)
      .update(snsSignedText(message))
      .verify(certificate, message.Signature, 'base64');
  } catch {
    // The certificate cannot be read: the library says so by throwing.
    return false;
  }
}
