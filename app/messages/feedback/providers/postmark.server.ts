import { z } from 'zod';
import { parseBody } from '#app/events/payloads/parse-body.ts';
import {
  bareMessageId,
  serverWords,
  type FeedbackKind,
  type ReadFeedback,
} from '../feedback-event.ts';
import { feedbackText, isoMoment, optionalFeedbackText } from '../payload-text.ts';
import { isSameSecret } from './compare-secret.server.ts';
import type { FeedbackProviderRecord } from './provider-record.server.ts';

/** The user name that the page names; Postmark signs nothing and sends these with each webhook. */
const USER = 'tendril';

/** https://postmarkapp.com/developer/webhooks/bounce-webhook, …/spam-complaint-webhook, …/delivery-webhook */
const Payload = z.object({
  RecordType: feedbackText,
  Type: optionalFeedbackText,
  ID: z.union([z.number(), z.string().max(100)]).nullish(),
  MessageID: optionalFeedbackText,
  Email: optionalFeedbackText,
  Recipient: optionalFeedbackText,
  BouncedAt: optionalFeedbackText,
  DeliveredAt: optionalFeedbackText,
  Description: optionalFeedbackText,
  Details: optionalFeedbackText,
  /** What the email was given (relay-headers). Of emails of others it may be anything. */
  Metadata: z.object({ 'message-id': optionalFeedbackText }).nullish().catch(null),
});

/** https://postmarkapp.com/developer/api/bounce-api#bounce-types; the others say nothing of the mailbox. */
const BOUNCES: Readonly<Record<string, FeedbackKind>> = {
  HardBounce: 'hard',
  BadEmailAddress: 'hard',
  SoftBounce: 'soft',
  DnsError: 'soft',
  SpamComplaint: 'complaint',
};

export const postmark: FeedbackProviderRecord = {
  isSecret: (text) => /^[A-Za-z0-9_-]{32,128}$/.test(text),
  isAuthentic({ headers }, secret) {
    const [, sent = ''] =
      /^Basic ([A-Za-z0-9+/=]{1,400})$/.exec(headers.get('authorization') ?? '') ?? [];
    return isSameSecret(Buffer.from(sent, 'base64').toString('utf8'), `${USER}:${secret}`);
  },
  read: readPostmark,
};

function readPostmark(body: Uint8Array): ReadFeedback {
  const parsed = parseBody(body);
  const read = parsed.outcome === 'parsed' ? Payload.safeParse(parsed.value) : null;
  if (!read?.success) return { outcome: 'unreadable', reason: 'no webhook of Postmark' };
  const payload = read.data;
  return {
    outcome: 'read',
    events: [
      {
        kind: kindOf(payload.RecordType, payload.Type),
        mail: payload.MessageID ?? `postmark:${String(payload.ID ?? '')}`,
        address: payload.Email ?? payload.Recipient ?? null,
        messageId: bareMessageId(payload.Metadata?.['message-id']),
        at: isoMoment(payload.BouncedAt ?? payload.DeliveredAt),
        words: serverWords(payload.Details ?? payload.Description),
      },
    ],
  };
}

function kindOf(recordType: string, type: string | null | undefined): FeedbackKind {
  if (recordType === 'SpamComplaint') return 'complaint';
  if (recordType === 'Delivery') return 'delivered';
  return recordType === 'Bounce' ? (BOUNCES[type ?? ''] ?? 'other') : 'other';
}
