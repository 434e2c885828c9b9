import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { parseBody } from '#app/events/payloads/parse-body.ts';
import { DAY, SECOND } from '#app/lib/duration.ts';
import {
  bareMessageId,
  serverWords,
  type FeedbackKind,
  type ReadFeedback,
} from '../feedback-event.ts';
import { feedbackText, optionalFeedbackText } from '../payload-text.ts';
import { kindOfRefusal } from '../refusal-kind.ts';
import { isRecentSecond } from '../signed-moment.ts';
import { isSameSecret } from './compare-secret.server.ts';
import type { FeedbackProviderRecord } from './provider-record.server.ts';

/** Mailgun tries for eight hours. */
const OLDEST_MS = DAY / 2;

/** https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks */
const Signature = z.object({
  signature: z.object({
    token: z.string().min(1).max(100),
    timestamp: z.union([z.string().max(20), z.number()]).transform(String),
    signature: z.string().max(100),
  }),
});

/** https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/webhook-payloads */
const Payload = z.object({
  'event-data': z.object({
    event: feedbackText,
    id: optionalFeedbackText,
    recipient: feedbackText,
    severity: optionalFeedbackText,
    reason: optionalFeedbackText,
    timestamp: z.number().min(0).max(1e11).nullish().catch(null),
    'delivery-status': z
      .object({
        code: z
          .union([z.number(), z.string().max(20)])
          .nullish()
          .catch(null),
        'enhanced-code': optionalFeedbackText,
        message: optionalFeedbackText,
        description: optionalFeedbackText,
      })
      .nullish()
      .catch(null),
    message: z
      .object({ headers: z.object({ 'message-id': optionalFeedbackText }).nullish().catch(null) })
      .nullish()
      .catch(null),
  }),
});

type Report = z.infer<typeof Payload>['event-data'];

export const mailgun: FeedbackProviderRecord = {
  isSecret: (text) => /^[\x21-\x7e]{16,200}$/.test(text),
  isAuthentic({ body }, secret, { now }) {
    const parsed = parseBody(body);
    const read = parsed.outcome === 'parsed' ? Signature.safeParse(parsed.value) : null;
    if (!read?.success) return false;
    const { token, timestamp, signature } = read.data.signature;
    const expected = createHmac('sha256', secret)
      .update(timestamp + token)
      .digest('hex');
    return isSameSecret(signature, expected) && isRecentSecond(timestamp, now, OLDEST_MS);
  },
  read: readMailgun,
};

function readMailgun(body: Uint8Array): ReadFeedback {
  const parsed = parseBody(body);
  const read = parsed.outcome === 'parsed' ? Payload.safeParse(parsed.value) : null;
  if (!read?.success) return { outcome: 'unreadable', reason: 'no webhook of Mailgun' };
  const report = read.data['event-data'];
  const messageId = bareMessageId(report.message?.headers?.['message-id']);
  const { timestamp } = report;
  return {
    outcome: 'read',
    events: [
      {
        kind: kindOf(report),
        mail: messageId ?? report.id ?? '',
        address: report.recipient,
        messageId,
        at: timestamp === null || timestamp === undefined ? null : Math.floor(timestamp * SECOND),
        words: wordsOf(report),
      },
    ],
  };
}

function wordsOf({ 'delivery-status': status }: Report): string | null {
  if (!status) return null;
  const said = status.message === '' ? status.description : status.message;
  return serverWords(
    status.code === null ? null : String(status.code ?? ''),
    status['enhanced-code'],
    said,
  );
}

function kindOf(report: Report): FeedbackKind {
  switch (report.event) {
    case 'failed':
      return kindOfFailure(report);
    case 'complained':
      return 'complaint';
    case 'delivered':
      return 'delivered';
    default:
      return 'other';
  }
}

/** A temporary failure is tried again, and ends in a delivery or in a permanent one. */
function kindOfFailure(report: Report): FeedbackKind {
  if (report.severity !== 'permanent') return 'other';
  switch (report.reason) {
    case 'bounce':
    case 'suppress-bounce':
      return 'hard';
    case 'suppress-complaint':
      return 'complaint';
    case 'suppress-unsubscribe':
      return 'other';
    case 'old':
      return 'soft';
    default:
      return kindOfRefusal(wordsOf(report) ?? '');
  }
}
