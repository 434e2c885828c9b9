import PostalMime, { type Email } from 'postal-mime';
import type { StoreRoute } from './routes.ts';

/** A mail as the SMTP server took it, not parsed yet. */
export type RawMail = {
  messageId: string;
  from: string;
  to: string[];
  /** Epoch milliseconds by the store's clock. */
  receivedAt: number;
  raw: Buffer;
};

export type MailSummary = {
  id: number;
  messageId: string;
  from: string;
  to: string[];
  subject: string;
  receivedAt: number;
};

export type Mail = MailSummary & {
  html: string | null;
  text: string | null;
  headers: { name: string; value: string }[];
};

export type Mailbox = {
  add(mail: RawMail): void;
  /** Newest first; `to` keeps mails to that address, `limit` is 100 by default. */
  list(filter?: { to?: string; limit?: number }): Promise<MailSummary[]>;
  /** Who got the mails that came after one, oldest first; nothing is parsed. */
  arrivals(after: number): { id: number; to: string[] }[];
  /** One mail; undefined when unknown or when its body has been let go. */
  get(id: number): Promise<Mail | undefined>;
  /** The bytes of a mail as received, for signature checks. */
  raw(id: number): Buffer | undefined;
  /** How often each Message-ID was accepted: the ledger of the sink. */
  readonly ledger: ReadonlyMap<string, number>;
  clear(): void;
};

/** Keeps mails in memory: a ledger of all, bodies of the newest `keep` only. Parses when asked. */
export function openMailbox(keep = 5_000): Mailbox {
  const ledger = new Map<string, number>();
  const mails = new Map<number, RawMail>();
  let lastId = 0;

  return {
    ledger,
    add(mail) {
      lastId += 1;
      mails.set(lastId, mail);
      mails.delete(lastId - keep);
      ledger.set(mail.messageId, (ledger.get(mail.messageId) ?? 0) + 1);
    },
    async list({ to, limit = 100 } = {}) {
      const wanted = [...mails].filter(
        ([, mail]) => to === undefined || mail.to.includes(to.toLowerCase()),
      );
      const newest = wanted.slice(-limit).reverse();
      return await Promise.all(
        newest.map(async ([id, mail]) => summary(id, mail, await PostalMime.parse(mail.raw))),
      );
    },
    arrivals: (after) => {
      const fresh = [...mails].filter(([id]) => id > after);
      return fresh.map(([id, { to }]) => ({ id, to }));
    },
    async get(id) {
      const mail = mails.get(id);
      if (!mail) return undefined;
      const email = await PostalMime.parse(mail.raw);
      return {
        ...summary(id, mail, email),
        html: email.html ?? null,
        text: email.text ?? null,
        headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
      };
    },
    raw: (id) => mails.get(id)?.raw,
    clear() {
      mails.clear();
      ledger.clear();
    },
  };
}

function summary(id: number, mail: RawMail, email: Email): MailSummary {
  const { messageId, from, to, receivedAt } = mail;
  return {
    id,
    messageId,
    from: email.from?.name || from,
    to,
    subject: email.subject ?? '',
    receivedAt,
  };
}

/**
 * The mailbox as JSON: `/mailbox/lookup?message-id=` says whether a mail was accepted, `/mailbox/ledger` how
 * often each was, `/mailbox/messages` lists them and `/mailbox/messages/:id` shows one.
 */
export function mailboxRoute(mailbox: Mailbox): StoreRoute {
  return async (_request, url) => {
    if (url.pathname === '/mailbox/lookup') {
      const messageId = bareMessageId(url.searchParams.get('message-id') ?? '');
      return Response.json({ accepted: mailbox.ledger.has(messageId) });
    }
    if (url.pathname === '/mailbox/ledger')
      return Response.json(Object.fromEntries(mailbox.ledger));
    if (url.pathname === '/mailbox/messages') {
      return Response.json(await mailbox.list({ to: url.searchParams.get('to') ?? undefined }));
    }
    const id = /^\/mailbox\/messages\/(\d+)$/.exec(url.pathname)?.[1];
    if (id === undefined) return undefined;
    const mail = await mailbox.get(Number(id));
    return mail
      ? Response.json(mail)
      : Response.json({ error: `No mail ${id} in the mailbox` }, { status: 404 });
  };
}

/** A Message-ID without its angle brackets. */
export function bareMessageId(value: string): string {
  return value.trim().replace(/^<|>$/g, '');
}
