import { causeOfRefusal } from '#app/messages/delivery/smtp-answer.ts';
import type { FeedbackKind } from './feedback-event.ts';

/**
 * What a server's final refusal of an email says of the address: only a mailbox that is not there stops it at once. A refusal
 * of the sender, the content or by policy says nothing of it.
 * @param answer in the server's words, with its codes
 */
export function kindOfRefusal(answer: string): FeedbackKind {
  switch (causeOfRefusal(answer)) {
    case 'mailbox':
      return 'hard';
    case 'mailbox_full':
    case 'server':
    case 'unknown':
      return 'soft';
    case 'sender':
    case 'content':
    case 'policy':
      return 'other';
  }
}
