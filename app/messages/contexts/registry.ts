import type { z } from 'zod';
import { applicationContext } from './application.ts';
import { cartContext } from './cart.ts';
import type { MailContextRecord } from './mail-context.ts';
import { newsContext } from './news.ts';
import { orderContext } from './order.ts';
import { personContext } from './person.ts';

/** Every subject of a mail, one file each, under the word that effects store; all else about them is derived. */
export const mailContexts = {
  basket: cartContext,
  order: orderContext,
  application: applicationContext,
  person: personContext,
  news: newsContext,
};

type MailContexts = typeof mailContexts;
export type MailSubject = keyof MailContexts;

/** What names a subject, as an effect or a run stores it. */
export type ContextOf<S extends MailSubject> = z.infer<MailContexts[S]['schema']>;

/** What is loaded of a subject; null of one of which nothing is. */
export type LoadedOf<S extends MailSubject> = Parameters<MailContexts[S]['actionUrl']>[0];

/** A subject with what names it. */
export type MailContext = {
  [S in MailSubject]: { subject: S; context: ContextOf<S> };
}[MailSubject];

/** The record of a subject. */
export function mailContextOf<S extends MailSubject>(
  subject: S,
): MailContextRecord<ContextOf<S>, LoadedOf<S>> {
  // TypeScript does not follow that the record under a subject is the one for it.
  return mailContexts[subject] as unknown as MailContextRecord<ContextOf<S>, LoadedOf<S>>;
}

/** What a stored context names; null when it cannot be read. */
export function readMailContext(stored: unknown): MailContext | null {
  const subject = subjectOf(stored);
  if (subject === null) return null;
  const parsed = mailContextOf(subject).schema.safeParse(stored);
  // Of the subject's own schema.
  return parsed.success ? ({ subject, context: parsed.data } as MailContext) : null;
}

function subjectOf(stored: unknown): MailSubject | null {
  if (typeof stored !== 'object' || stored === null || !('subject' in stored)) return null;
  const { subject } = stored;
  return typeof subject === 'string' && Object.hasOwn(mailContexts, subject)
    ? (subject as MailSubject)
    : null;
}
