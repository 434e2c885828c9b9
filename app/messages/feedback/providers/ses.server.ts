import { z } from 'zod';
import { parseBody } from '#app/events/payloads/parse-body.ts';
import { DAY } from '#app/lib/duration.ts';
import {
  bareMessageId,
  serverWords,
  type FeedbackEvent,
  type FeedbackKind,
  type ReadFeedback,
} from '../feedback-event.ts';
import { feedbackText, isoMoment, optionalFeedbackText } from '../payload-text.ts';
import { isRecent } from '../signed-moment.ts';
import { isTopicArn, snsUrlOf } from '../sns-url.ts';
import type { FeedbackProviderRecord } from './provider-record.server.ts';
import { isSignedBySns, readSnsMessage } from './sns-message.server.ts';

/** SNS tries for about an hour unless a topic has a delivery policy of its own. */
const OLDEST_MS = 2 * DAY;
const MOST_RECIPIENTS = 100;

const recipient = z.object({
  emailAddress: feedbackText,
  status: optionalFeedbackText,
  diagnosticCode: optionalFeedbackText,
});

/**
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html; events of a configuration set name it `eventType`.
 */
const Notification = z.object({
  notificationType: optionalFeedbackText,
  eventType: optionalFeedbackText,
  mail: z.object({
    messageId: feedbackText,
    commonHeaders: z.object({ messageId: optionalFeedbackText }).nullish().catch(null),
  }),
  bounce: z
    .object({
      bounceType: optionalFeedbackText,
      bounceSubType: optionalFeedbackText,
      bouncedRecipients: z.array(recipient).max(MOST_RECIPIENTS),
      timestamp: optionalFeedbackText,
    })
    .nullish(),
  complaint: z
    .object({
      complainedRecipients: z.array(recipient).max(MOST_RECIPIENTS),
      complaintFeedbackType: optionalFeedbackText,
      timestamp: optionalFeedbackText,
    })
    .nullish(),
  delivery: z
    .object({
      recipients: z.array(feedbackText).max(MOST_RECIPIENTS),
      smtpResponse: optionalFeedbackText,
      timestamp: optionalFeedbackText,
    })
    .nullish(),
});

export const ses: FeedbackProviderRecord = {
  isSecret: isTopicArn,
  /** SNS signs for every account alike: only the topic that the merchant named is theirs. */
  async isAuthentic({ body }, topicArn, { now, certificateOf }) {
    const message = readSnsMessage(body);
    if (message?.TopicArn !== topicArn) return false;
    if (!isRecent(isoMoment(message.Timestamp) ?? 0, now, OLDEST_MS)) return false;
    return await isSignedBySns(message, certificateOf);
  },
  read: readSes,
};

function readSes(body: Uint8Array): ReadFeedback {
  const message = readSnsMessage(body);
  if (!message) return { outcome: 'unreadable', reason: 'no message of SNS' };
  if (message.Type === 'SubscriptionConfirmation') {
    const url = snsUrlOf(message.SubscribeURL ?? '', message.TopicArn, 'confirmation');
    return url === null
      ? { outcome: 'unreadable', reason: 'a confirmation of another address' }
      : { outcome: 'confirm', url };
  }
  if (message.Type === 'UnsubscribeConfirmation') return { outcome: 'read', events: [] };
  const parsed = parseBody(message.Message);
  const read = parsed.outcome === 'parsed' ? Notification.safeParse(parsed.value) : null;
  if (!read?.success) return { outcome: 'unreadable', reason: 'no notification of SES' };
  return { outcome: 'read', events: eventsOf(read.data) };
}

function eventsOf({
  mail,
  bounce,
  complaint,
  delivery,
}: z.infer<typeof Notification>): FeedbackEvent[] {
  const about = {
    mail: mail.messageId,
    messageId: bareMessageId(mail.commonHeaders?.messageId),
  };
  if (bounce)
    return bounce.bouncedRecipients.map(({ emailAddress, status, diagnosticCode }) => ({
      ...about,
      kind: bounce.bounceType === 'Permanent' ? ('hard' as const) : ('soft' as const),
      address: emailAddress,
      at: isoMoment(bounce.timestamp),
      words: serverWords(bounce.bounceSubType, diagnosticCode ?? status),
    }));
  if (complaint) {
    const kind: FeedbackKind =
      complaint.complaintFeedbackType === 'not-spam' ? 'other' : 'complaint';
    return complaint.complainedRecipients.map(({ emailAddress }) => ({
      ...about,
      kind,
      address: emailAddress,
      at: isoMoment(complaint.timestamp),
      words: serverWords(complaint.complaintFeedbackType),
    }));
  }
  return (delivery?.recipients ?? []).map((address) => ({
    ...about,
    kind: 'delivered' as const,
    address,
    at: isoMoment(delivery?.timestamp),
    words: serverWords(delivery?.smtpResponse),
  }));
}
