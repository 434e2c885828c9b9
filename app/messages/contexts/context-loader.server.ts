import type { EmailContent } from '#app/messages/templates/email-content.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { MailContext } from './registry.ts';

/** A mail whose subject is to be loaded. */
export type ContextMail<Context> = {
  key: string;
  profileId: string | null;
  /** What it says; undefined when the email is gone. */
  email: EmailContent | undefined;
  /** What it was asked for. */
  asked: Context;
  /** What its run is about now: a cart may have become a checkout meanwhile. Of mails of no run what was asked for. */
  current: Context;
  /** Products that the person is not asked to review; the mails of one person share them. */
  reviewed: ReadonlySet<string>;
};

/** Loads what is known of the subjects of some mails, by the keys of the mails; of each mail there must be something. */
export type ContextLoader<Context, Loaded> = (
  client: ShopClient,
  shopId: string,
  mails: readonly ContextMail<Context>[],
) => Promise<ReadonlyMap<string, Loaded>>;

/** The same of a mail that may be about any subject. */
export type AnyContextMail = ContextMail<MailContext['context']> & {
  subject: MailContext['subject'];
};
