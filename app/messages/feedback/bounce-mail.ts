import {
  bareMessageId,
  serverWords,
  type FeedbackEvent,
  type FeedbackKind,
} from './feedback-event.ts';
import { kindOfRefusal } from './refusal-kind.ts';
import { headerBlocks, reportField, type ReportPart } from './report-parts.ts';

const MOST_RECIPIENTS = 100;

/**
 * What a delivery status notification says, one event for each recipient (RFC 3464): a bounce, a delay or a delivery.
 * @param at when the report was written, epoch milliseconds
 * @param returned the email whose return path the report came to, by its Message-ID. Then the address is that of the email: the
 *   report may quote nothing of it, name whom a server passed it on to, or be forged.
 * @param fallback what a soft bounce is counted by where the report names no email
 */
export function readBounceMail(
  status: ReportPart,
  original: ReportPart | undefined,
  at: number | null,
  fallback: string,
  returned: string | null,
): FeedbackEvent[] {
  const quoted = reportField(headerBlocks(original?.text ?? '')[0], 'message-id');
  const messageId = returned ?? bareMessageId(quoted);
  // The first block is about the message, each other about a recipient.
  const [, ...recipients] = headerBlocks(status.text);
  return recipients.slice(0, MOST_RECIPIENTS).map((block) => {
    const code = reportField(block, 'status') ?? '';
    const diagnostic = typedValue(reportField(block, 'diagnostic-code'));
    return {
      kind: kindOfStatus(reportField(block, 'action') ?? '', code, diagnostic ?? ''),
      mail: messageId ?? fallback,
      // What our own mail went to, before a server passed it on.
      address:
        returned === null
          ? typedValue(
              reportField(block, 'original-recipient') ?? reportField(block, 'final-recipient'),
            )
          : null,
      messageId,
      at,
      words: serverWords(code, diagnostic),
    };
  });
}

function kindOfStatus(action: string, status: string, diagnostic: string): FeedbackKind {
  switch (action.toLowerCase()) {
    case 'failed': {
      // As a server would answer it, so that both are read alike; the server's own answer says more where it has codes.
      const answer = kindOfRefusal(diagnostic);
      const coded = kindOfRefusal(`550 ${status}`);
      if (status.startsWith('4')) return 'soft';
      return answer === 'soft' ? coded : answer;
    }
    case 'delivered':
      return 'delivered';
    default:
      // Delayed, relayed or expanded: it may still arrive.
      return 'other';
  }
}

/** `rfc822; ada@example.com` and `smtp; 550 ...` without their type. */
function typedValue(field: string | null): string | null {
  return field === null ? null : field.replace(/^[a-z0-9-]+\s*;\s*/i, '').replace(/^<(.*)>$/, '$1');
}
