import { bareMessageId, serverWords, type FeedbackEvent } from './feedback-event.ts';
import { headerBlocks, reportField, type ReportPart } from './report-parts.ts';

/** Reports that take a complaint back, or are about something else. */
const NO_COMPLAINT = new Set(['not-spam', 'auth-failure', 'dmarc']);

/**
 * What a feedback-loop report says (RFC 5965). Many receivers leave the recipient out; the email says it then.
 * @param at when the report was written, epoch milliseconds
 */
export function readFeedbackReport(
  report: ReportPart,
  original: ReportPart | undefined,
  at: number | null,
  fallback: string,
): FeedbackEvent[] {
  const [fields] = headerBlocks(report.text);
  const type = (reportField(fields, 'feedback-type') ?? '').toLowerCase();
  const [headers] = headerBlocks(original?.text ?? '');
  const messageId = bareMessageId(reportField(headers, 'message-id'));
  const recipient = reportField(fields, 'original-rcpt-to');
  return [
    {
      kind: type === '' || NO_COMPLAINT.has(type) ? 'other' : 'complaint',
      mail: messageId ?? fallback,
      address: recipient === null ? null : recipient.replace(/^<(.*)>$/, '$1'),
      messageId,
      at,
      words: serverWords(type, reportField(fields, 'user-agent')),
    },
  ];
}
