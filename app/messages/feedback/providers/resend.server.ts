import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { parseBody } from '#app/events/payloads/parse-body.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';
import {
  bareMessageId,
  serverWords,
  type FeedbackKind,
  type ReadFeedback,
} from '../feedback-event.ts';
import { feedbackText, isoMoment, optionalFeedbackText } from '../payload-text.ts';
import { isRecentSecond } from '../signed-moment.ts';
import { isSameSecret } from './compare-secret.server.ts';
import type { FeedbackProviderRecord } from './provider-record.server.ts';

/** Each try is signed with a time of its own (Standard Webhooks). */
const OLDEST_MS = 5 * MINUTE;
const MOST_SIGNATURES = 10;

/** https://resend.com/docs/webhooks/emails/bounced, …/complained, …/delivered */
const Payload = z.object({
  type: feedbackText,
  created_at: optionalFeedbackText,
  data: z.object({
    email_id: optionalFeedbackText,
    message_id: optionalFeedbackText,
    to: z.array(feedbackText).max(100),
    bounce: z
      .object({
        type: optionalFeedbackText,
        subType: optionalFeedbackText,
        message: optionalFeedbackText,
      })
      .nullish()
      .catch(null),
  }),
});

export const resend: FeedbackProviderRecord = {
  isSecret: (text) => /^whsec_[A-Za-z0-9+/]{24,200}={0,2}$/.test(text),
  isAuthentic({ headers, body }, secret, { now }) {
    const id = headers.get('svix-id') ?? '';
    const timestamp = headers.get('svix-timestamp') ?? '';
    const signatures = (headers.get('svix-signature') ?? '').split(' ', MOST_SIGNATURES);
    if (id === '' || !isRecentSecond(timestamp, now, OLDEST_MS)) return false;
    const signedAt = new Date(Number(timestamp) * SECOND);
    const expected = new Webhook(secret).sign(id, signedAt, Buffer.from(body));
    return signatures.some((one) => isSameSecret(one, expected));
  },
  read: readResend,
};

function readResend(body: Uint8Array): ReadFeedback {
  const parsed = parseBody(body);
  const read = parsed.outcome === 'parsed' ? Payload.safeParse(parsed.value) : null;
  if (!read?.success) return { outcome: 'unreadable', reason: 'no webhook of Resend' };
  const { type, created_at: createdAt, data } = read.data;
  const { bounce } = data;
  return {
    outcome: 'read',
    events: data.to.map((address) => ({
      kind: kindOf(type, bounce?.type),
      mail: data.email_id ?? '',
      address: addressIn(address),
      messageId: bareMessageId(data.message_id),
      at: isoMoment(createdAt),
      words: serverWords(bounce?.subType, bounce?.message),
    })),
  };
}

/** Some addresses come with a name: `Ada <ada@example.com>`. */
function addressIn(written: string): string {
  return /<([^<>]+)>\s*$/.exec(written)?.[1] ?? written;
}

function kindOf(type: string, bounce: string | null | undefined): FeedbackKind {
  switch (type) {
    case 'email.bounced':
      return bounce === 'Transient' || bounce === 'Undetermined' ? 'soft' : 'hard';
    case 'email.complained':
      return 'complaint';
    case 'email.delivered':
      return 'delivered';
    default:
      return 'other';
  }
}
