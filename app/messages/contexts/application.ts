import { z } from 'zod';
import type { MailContextRecord } from './mail-context.ts';
import { plainName } from './plain-name.ts';

/** A wholesale application. */
export const ApplicationMailContext = z.object({
  subject: z.literal('application'),
  applicationId: z.uuid(),
});
export type ApplicationMailContext = z.infer<typeof ApplicationMailContext>;

/** The application at the moment of sending; nulls when there is none. */
export type LoadedApplication = {
  email: string | null;
  contactName: string | null;
  company: string | null;
  /** Whether the address is proved to be the applicant's. */
  isVerified: boolean;
};

/** A mail to an applicant. What a person typed is shown only to whom it belongs. */
export const applicationContext: MailContextRecord<ApplicationMailContext, LoadedApplication> = {
  schema: ApplicationMailContext,
  occasion: {
    en: (place) => `applied for a wholesale account ${place}`,
    de: (place) => `${place} ein Großhandelskonto beantragt`,
    fr: (place) => `avez demandé un compte professionnel ${place}`,
  },
  address: ({ email }) => email,
  actionUrl: (_loaded, { storefrontUrl }) => `${storefrontUrl}/account`,
  variables: {
    contactName: {
      label: 'Contact person',
      value: ({ isVerified, contactName }) => (isVerified ? plainName(contactName) : null),
      fallback: null,
    },
    company: {
      label: 'Company',
      value: ({ isVerified, company }) => (isVerified ? plainName(company) : null),
      fallback: null,
    },
  },
};
