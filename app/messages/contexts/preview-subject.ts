import type { EmailContent } from '#app/messages/templates/email-content.ts';
import { namedVariables } from '#app/messages/templates/named-variables.ts';
import { type MailSubject, mailContexts } from './registry.ts';

/** What emails show of goods, whichever these are. */
const GOODS = ['items', 'item', 'total'];

/**
 * What an email may be about when it is looked at as a person, the first first: what the live journeys are about that send it. Where
 * none does, what the email itself names says it: an application, an order, a collection, else a cart where it shows goods.
 * @param sentFor what the journeys are about that send it
 */
export function previewSubjects(
  email: EmailContent,
  sentFor: readonly MailSubject[],
): readonly MailSubject[] {
  if (sentFor.length > 0) return [...new Set(sentFor)];
  const named = namedVariables(email);
  const shows = (subject: MailSubject) =>
    Object.keys(mailContexts[subject].variables).some((name) => named.has(name));
  if (shows('application')) return ['application'];
  if (email.shows !== undefined || shows('order')) return ['order'];
  if (shows('person')) return ['person'];
  return GOODS.some((name) => named.has(name)) ? ['basket'] : ['news'];
}

/** Whether an email shows anything of its subject. */
export function showsOfSubject(email: EmailContent, subject: MailSubject): boolean {
  const named = namedVariables(email);
  const own = Object.keys(mailContexts[subject].variables);
  return [...own, ...('goods' in mailContexts[subject] ? GOODS : [])].some((name) =>
    named.has(name),
  );
}

const MISSING: Record<MailSubject, string> = {
  basket: 'This person has no cart.',
  order: 'This person has no order that the email could show.',
  application: 'This person has no wholesale application.',
  person: 'This person looked at no product or collection that the email could show.',
  news: 'This person has nothing that the email could show.',
};

/** What is said when a sample stands in the place of what a person lacks. */
export function missingSubjectWords(subject: MailSubject): string {
  return `${MISSING[subject]} A sample is shown.`;
}
