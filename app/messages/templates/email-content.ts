import { z } from 'zod';
import { emailTopicOf, type EmailTopic } from '#app/consent/email-topics.ts';
import { DefinitionName } from '#app/definitions/definition-key.ts';
import { EMAIL_PURPOSES, type EmailTraits } from '#app/definitions/email-traits.ts';
import { READER_LANGUAGES } from '#app/lib/reader-language.ts';
import { EmailDesign } from '#app/messages/blocks/email-design.ts';
import type { OrderPart } from '#app/messages/contexts/order-lines.ts';

/** Characters of the body and of the plain text of an email. */
const MOST_TEXT = 60_000;
/** Of the subject and the preheader, with the variables in them. */
const Line = z.string().trim().max(2_000);
const Text = z.string().max(MOST_TEXT);

/** The same email in another language. */
const Translation = z.strictObject({
  subject: Line,
  preview: Line,
  body: Text,
  text: Text,
  design: EmailDesign.optional(),
});
export type EmailTranslation = z.infer<typeof Translation>;

/**
 * What an email says. `subject`, `preview` and `text` are Liquid; `body` is MJML with Liquid inside, set between the
 * shop's name and the footer that every email has. Output is escaped for HTML except in subject and text. Of an email that
 * was composed of blocks, these are made of its design when it is saved.
 */
const WholeEmail = z.strictObject({
  /** What the admin calls it. */
  name: DefinitionName,
  subject: Line,
  preview: Line,
  body: Text,
  text: Text,
  /** What it shows of an order, when it is about one: all of it unless said otherwise. */
  shows: z.enum(['ordered', 'parcel', 'sent', 'again'] satisfies OrderPart[]).optional(),
  /** Whether it shows what else the reader may like. */
  recommends: z.literal(true).optional(),
  /** What it is for. */
  purpose: z.enum(EMAIL_PURPOSES).optional(),
  /** The one thing that the reader is to do next. */
  nextStep: z.string().trim().max(200).optional(),
  /** The blocks that it was composed of; absent where its markup was written by hand. */
  design: EmailDesign.optional(),
  /** The language of all of that; English where it is absent. Readers of a language that the email does not have get it in this one. */
  language: z.enum(READER_LANGUAGES).optional(),
  translations: z.partialRecord(z.enum(READER_LANGUAGES), Translation).optional(),
});

/** An email. What a design does not say yet is named before it is published; written by hand, it says something. */
export const EmailContent = WholeEmail.refine(
  (email) =>
    [email, ...Object.values(email.translations ?? {})].every(
      ({ design, subject, body, text }) =>
        design !== undefined || [subject, body, text].every((part) => part.trim() !== ''),
    ),
  'The subject, the body or the text is empty. Write it.',
);
export type EmailContent = z.infer<typeof EmailContent>;

/** What an email shows of an order; one that is gone shows all of it, so that it stops no other. */
export function partShown(email: EmailContent | undefined): OrderPart {
  return email?.shows ?? 'ordered';
}

/** Whether an email shows what the journey offered: it names `coupon`. One that is gone does not. */
export function showsCoupon(email: EmailContent | undefined): boolean {
  if (email === undefined) return false;
  return [email, ...Object.values(email.translations ?? {})].some(
    ({ subject, preview, body, text }) =>
      /\bcoupon\b/.test([subject, preview, body, text].join(' ')),
  );
}

/** Whether an email asks a review of the products it shows. */
export function asksForReview(email: EmailContent | undefined): boolean {
  return partShown(email) === 'sent';
}

/** Whether an email shows what else its reader may like; one that is gone does not. */
export function isRecommending(email: EmailContent | undefined): boolean {
  return email?.recommends === true;
}

/** The topic of a marketing email, as its reader can decline it; one that is gone is judged by what it is about alone. */
export function topicOfEmail(subject: string, email: EmailContent | undefined): EmailTopic {
  const purpose = email?.purpose ?? null;
  return emailTopicOf({ subject, purpose, asksForReview: asksForReview(email) });
}

/** What a check of a journey has to know of an email. */
export function emailTraits(email: EmailContent): EmailTraits {
  const { body, purpose = null, recommends = false } = email;
  return { purpose, recommends, buttons: body.match(/<mj-button[\s>]/gi)?.length ?? 0 };
}
