import { z } from 'zod';
import type { MailContextRecord } from './mail-context.ts';

/** The person alone. */
export const PersonMailContext = z.object({ subject: z.literal('person') });
export type PersonMailContext = z.infer<typeof PersonMailContext>;

/** A mail about nothing but its reader. */
export const personContext: MailContextRecord<PersonMailContext, null> = {
  schema: PersonMailContext,
  occasion: 'visited the shop',
  actionUrl: (_loaded, { storefrontUrl }) => storefrontUrl,
  variables: {},
};
