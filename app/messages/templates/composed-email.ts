import { z } from 'zod';
import type { EmailDesign } from '#app/messages/blocks/email-design.ts';
import { EmailContent } from './email-content.ts';

/** An email that is composed of blocks. */
export type ComposedEmail = EmailContent & { design: EmailDesign };

/** Reads an email that is composed of blocks; one whose markup was written by hand is none. */
export const ComposedEmailSchema: z.ZodType<ComposedEmail> = EmailContent.transform(
  (email, context) => {
    if (isComposed(email)) return email;
    context.addIssue({ code: 'custom', message: 'The email is not composed of blocks.' });
    return z.NEVER;
  },
);

/** A composed email without what is made of its design when it is saved, so that the same design is the same email. */
export function uncompiled({ recommends: _made, ...email }: ComposedEmail): ComposedEmail {
  return { ...email, subject: '', preview: '', body: '', text: '' };
}

/** Whether an email is composed of blocks. */
export function isComposed(email: EmailContent): email is ComposedEmail {
  return email.design !== undefined;
}
