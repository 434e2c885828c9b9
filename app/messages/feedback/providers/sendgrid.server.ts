import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { parseBody } from '#app/events/payloads/parse-body.ts';
import { DAY, SECOND } from '#app/lib/duration.ts';
import {
  bareMessageId,
  MOST_FEEDBACK_EVENTS,
  serverWords,
  type FeedbackEvent,
  type FeedbackKind,
  type ReadFeedback,
} from '../feedback-event.ts';
import { feedbackText, optionalFeedbackText } from '../payload-text.ts';
import { isRecentSecond } from '../signed-moment.ts';
import type { FeedbackProviderRecord } from './provider-record.server.ts';

/** SendGrid tries for a day. */
const OLDEST_MS = 1.5 * DAY;

/** https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event */
const Payload = z
  .array(
    z.object({
      event: feedbackText,
      email: feedbackText,
      timestamp: z.number().min(0).max(1e11).nullish().catch(null),
      'smtp-id': optionalFeedbackText,
      sg_event_id: optionalFeedbackText,
      sg_message_id: optionalFeedbackText,
      type: optionalFeedbackText,
      status: optionalFeedbackText,
      reason: optionalFeedbackText,
      response: optionalFeedbackText,
    }),
  )
  .max(MOST_FEEDBACK_EVENTS);

export const sendgrid: FeedbackProviderRecord = {
  isSecret: (text) => publicKeyOf(text) !== null,
  /** https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features */
  isAuthentic({ headers, body }, secret, { now }) {
    const signature = headers.get('x-twilio-email-event-webhook-signature') ?? '';
    const timestamp = headers.get('x-twilio-email-event-webhook-timestamp') ?? '';
    const key = publicKeyOf(secret);
    if (!key || !isRecentSecond(timestamp, now, OLDEST_MS)) return false;
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    return verify('sha256', signed, key, Buffer.from(signature, 'base64'));
  },
  read: readSendgrid,
};

/** The key as the provider shows it: DER in base64, of P-256. */
function publicKeyOf(text: string): KeyObject | null {
  if (!/^[A-Za-z0-9+/]{60,400}={0,2}$/.test(text)) return null;
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null;
  } catch {
    // No key: the library says so by throwing.
    return null;
  }
}

type Report = z.infer<typeof Payload>[number];

function readSendgrid(body: Uint8Array): ReadFeedback {
  const parsed = parseBody(body);
  const read = parsed.outcome === 'parsed' ? Payload.safeParse(parsed.value) : null;
  if (!read?.success) return { outcome: 'unreadable', reason: 'no events of SendGrid' };
  return { outcome: 'read', events: read.data.map(eventOf) };
}

function eventOf(report: Report): FeedbackEvent {
  const messageId = bareMessageId(report['smtp-id']);
  return {
    kind: kindOf(report),
    mail: messageId ?? report.sg_message_id ?? report.sg_event_id ?? '',
    address: report.email,
    messageId,
    at:
      report.timestamp === null || report.timestamp === undefined
        ? null
        : report.timestamp * SECOND,
    words: serverWords(report.status, report.reason ?? report.response),
  };
}

/** What SendGrid did not send at all, because it knows the address. */
const DROPPED: Readonly<Record<string, FeedbackKind>> = {
  'bounced address': 'hard',
  'spam reporting address': 'complaint',
};

function kindOf({ event, type, reason }: Report): FeedbackKind {
  switch (event) {
    case 'bounce':
      return type === 'blocked' ? 'soft' : 'hard';
    case 'dropped':
      return DROPPED[(reason ?? '').toLowerCase()] ?? 'other';
    case 'spamreport':
      return 'complaint';
    case 'delivered':
      return 'delivered';
    default:
      // `deferred` among them: SendGrid tries again, and says how it ended.
      return 'other';
  }
}
