/** Who asks something of bulk senders, where it is written, and since when it holds. */
export type MailboxProviderRecord = {
  label: string;
  /** The provider's own page. */
  source: string;
  /** Year, month and day; of Apple, which names none, the date of the page. */
  since: string;
};

/** When the rules were last compared with copies of these pages, and with what others write of them. */
export const RULES_COMPARED_ON = '2026-12-01';

export const MAILBOX_PROVIDERS = {
  gmail: {
    label: 'Gmail',
    source: 'https://support.google.com/a/answer/81126',
    since: '2024-02-01',
  },
  yahoo: {
    label: 'Yahoo',
    source: 'https://senders.yahooinc.com/best-practices/',
    since: '2024-02-01',
  },
  microsoft: {
    label: 'Microsoft',
    source: 'https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/4399730',
    since: '2025-05-05',
  },
  apple: {
    label: 'Apple',
    source: 'https://support.apple.com/en-us/102322',
    since: '2025-02-25',
  },
} as const satisfies Record<string, MailboxProviderRecord>;

export type MailboxProvider = keyof typeof MAILBOX_PROVIDERS;
