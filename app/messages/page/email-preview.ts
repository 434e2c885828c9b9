import type { MailboxEntry } from './mailbox-line.ts';

/** An email as readers would get it, with the size of its HTML, or why it cannot be rendered. */
export type EmailPreview =
  | {
      outcome: 'rendered';
      subject: string;
      html: string;
      text: string;
      bytes: number;
      /** How a mailbox lists it. */
      mailbox: MailboxEntry;
      /** Of an email that is shown as a person gets it: what a sample stands in for, in sentences; null of a sample. */
      notes: string[] | null;
    }
  | { outcome: 'not_rendered'; problem: string };
