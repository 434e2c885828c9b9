import type { MailRequest } from '#app/effects/kinds/email.ts';
import { usualPriority } from './message-priority.ts';
import type { WaitingMessage } from './planned-message.ts';
import { USUAL_RELEVANCE_MS } from './relevance.ts';

/** An email in the outbox; times are epoch milliseconds. */
export type OutboxMail = {
  key: string;
  /** How often it was tried. */
  attempts: number;
  request: Pick<MailRequest, 'class' | 'priority' | 'relevantUntil'> & {
    context: { subject: string };
  };
  createdAt: number;
  dueAt: number;
};

/**
 * An email in the outbox as the planner reads it. One that was tried already was relevant then: as long as it is tried again
 * it stays so.
 */
export function waitingMail({
  key,
  attempts,
  request,
  createdAt,
  dueAt,
}: OutboxMail): WaitingMessage {
  const { class: messageClass, priority, relevantUntil, context } = request;
  const isBounded = messageClass === 'marketing' && attempts === 0;
  return {
    key,
    channel: 'email',
    class: messageClass,
    priority: priority ?? usualPriority(context.subject),
    askedAt: createdAt,
    dueAt,
    // Of those that were asked for before it was stored.
    relevantUntil: isBounded ? (relevantUntil ?? createdAt + USUAL_RELEVANCE_MS) : null,
  };
}
