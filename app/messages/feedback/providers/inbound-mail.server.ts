import { createHash, createHmac } from 'node:crypto';
import PostalMime, { type Email } from 'postal-mime';
import { DAY } from '#app/lib/duration.ts';
import { messageIdOfReturnPath } from '#app/lib/return-path.ts';
import { readBounceMail } from '../bounce-mail.ts';
import { bareMessageId, type ReadFeedback } from '../feedback-event.ts';
import { readFeedbackReport } from '../feedback-report.ts';
import { isoMoment } from '../payload-text.ts';
import type { ReportPart } from '../report-parts.ts';
import { isRecentSecond } from '../signed-moment.ts';
import { isSameSecret } from './compare-secret.server.ts';
import type { FeedbackProviderRecord, ReadingContext } from './provider-record.server.ts';

/** A mail server may keep what it could not hand over for days; its script signs each try. */
const OLDEST_MS = DAY / 24;
/** Where mail servers write the address of the envelope. */
const RETURNED_TO = new Set(['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to']);
const DEEPEST = 20;
const LONGEST_HEADERS = 256 * 1_024;

/** Bounce emails and feedback-loop reports as they arrive at a mail server of the merchant's own. */
export const inboundMail: FeedbackProviderRecord = {
  isSecret: (text) => /^[A-Za-z0-9_-]{32,128}$/.test(text),
  isAuthentic({ headers, body }, secret, { now }) {
    const timestamp = headers.get('x-feedback-timestamp') ?? '';
    const signature = (headers.get('x-feedback-signature') ?? '').toLowerCase();
    const expected = createHmac('sha256', secret)
      .update(`${timestamp}.`)
      .update(body)
      .digest('hex');
    return isSameSecret(signature, expected) && isRecentSecond(timestamp, now, OLDEST_MS);
  },
  read: readInboundMail,
};

async function readInboundMail(
  body: Uint8Array,
  { messageHost }: ReadingContext,
): Promise<ReadFeedback> {
  const email = await parseMail(body);
  if (!email) return { outcome: 'unreadable', reason: 'no email that can be read' };
  const parts = email.attachments.map(partOf);
  const original = parts.find(({ type }) =>
    /^(?:message\/rfc822|message\/global|text\/rfc822-headers)/.test(type),
  );
  const at = isoMoment(email.date);
  const digest = createHash('sha256').update(body).digest('hex');
  const status = parts.find(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type));
  if (status) {
    const returned = returnedMail(email, messageHost);
    return { outcome: 'read', events: readBounceMail(status, original, at, digest, returned) };
  }
  const report = parts.find(({ type }) => type === 'message/feedback-report');
  if (report) return { outcome: 'read', events: readFeedbackReport(report, original, at, digest) };
  // An answer of a person, or an absence note.
  return { outcome: 'read', events: [] };
}

/** The email whose return path a bounce was sent to, by any header in which servers write it; null for an address of all emails. */
function returnedMail(email: Email, messageHost: string): string | null {
  const written = email.headers.filter(({ key }) => RETURNED_TO.has(key)).map(({ value }) => value);
  const addresses = [...(email.to ?? []).map(({ address = '' }) => address), ...written];
  return addresses.reduce<string | null>(
    (found, one) => found ?? messageIdOfReturnPath(bareMessageId(one) ?? '', messageHost),
    null,
  );
}

async function parseMail(body: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(Buffer.from(body), {
      forceRfc822Attachments: true,
      maxNestingDepth: DEEPEST,
      maxHeadersSize: LONGEST_HEADERS,
      attachmentEncoding: 'arraybuffer',
    });
  } catch {
    // Nested too deep or too long: the library says so by throwing.
    return null;
  }
}

function partOf({ mimeType, content }: Email['attachments'][number]): ReportPart {
  const bytes =
    typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);
  return { type: mimeType.toLowerCase(), text: bytes.toString('utf8') };
}
