import type { FeedbackProvider } from '../feedback-providers.ts';
import { inboundMail } from './inbound-mail.server.ts';
import { mailgun } from './mailgun.server.ts';
import { postmark } from './postmark.server.ts';
import type { FeedbackProviderRecord } from './provider-record.server.ts';
import { resend } from './resend.server.ts';
import { sendgrid } from './sendgrid.server.ts';
import { ses } from './ses.server.ts';

/** How each provider proves its reports, and what they say. */
export const PROVIDER_RECORDS: { readonly [P in FeedbackProvider]: FeedbackProviderRecord } = {
  ses,
  postmark,
  sendgrid,
  mailgun,
  resend,
  mail: inboundMail,
};
