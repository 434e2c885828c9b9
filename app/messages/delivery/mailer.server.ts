import { pipeline, Transform } from 'node:stream';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { z } from 'zod';
import { SECOND } from '#app/lib/duration.ts';
import { normalEmail } from '#app/lib/email-address.ts';
import { returnPathOf } from '#app/lib/return-path.ts';
import type { Mailer, MailOutcome, OutgoingMail } from './mailer.ts';
import { relayHeaders } from './relay-headers.ts';

export type MailerOptions = {
  /** `smtp://` or `smtps://`, with user and password when the server asks for them. */
  smtpUrl: string;
  /** Answers `?message-id=` with `{"accepted": boolean}`; null when the server cannot be asked. */
  lookupUrl: string | null;
  connections: number;
  /** Asked right before a mail's last byte; when it says no, the mail is not handed over. */
  mayHandOver?: () => boolean;
  /** Signs mail from domains that shops have proven. */
  senderKey?: string | null;
  dkim?: DkimKey | undefined;
  /** Where bounces return to, each to an address with its email's id; to the sender's own address when it is left out. */
  bounceAddress?: string | undefined;
  /** Whether a server that does not offer encryption gets no mail; `smtps://` is always encrypted. */
  mustEncrypt?: boolean;
};

/** What mails are signed with: the operator's domain, the name of the key in its DNS, the key in PEM. */
export type DkimKey = { domainName: string; keySelector: string; privateKey: string };

/** Both List-Unsubscribe headers must be signed (RFC 8058, section 4); the library's default leaves one out. */
const SIGNED_HEADERS =
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:' +
  'List-Unsubscribe:List-Unsubscribe-Post';

/** Failures before any mail was handed over: the name, the network, the encryption or the password. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EDNS',
  'ETLS',
  'EAUTH',
]);

/** Refusals of one mail: at the envelope or after the data. */
const REFUSED = new Set(['EENVELOPE', 'EMESSAGE']);

const WITHHELD = 'Not handed over: this process was out of touch with the database for too long.';

const LOOKUP_MS = 5 * SECOND;
const Found = z.object({ accepted: z.boolean() });

/** A mailer over pooled SMTP connections. */
export function createMailer(options: MailerOptions): Mailer {
  const { hostname, port, protocol, username, password } = new URL(options.smtpUrl);
  const transport = createTransport({
    host: hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    secure: protocol === 'smtps:',
    requireTLS: options.mustEncrypt ?? false,
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    pool: true,
    maxConnections: options.connections,
    maxMessages: Infinity,
    // Sending again after a lost link is our decision, made after asking the receiver; the pool would guess.
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 60 * SECOND,
    ...(options.dkim ? { dkim: { ...options.dkim, headerFieldNames: SIGNED_HEADERS } } : {}),
  });
  const { lookupUrl, mayHandOver = () => true } = options;
  transport.use('stream', (mail, done) => {
    mail.message.processFunc((text) => withheldUnless(mayHandOver, text));
    done();
  });
  return {
    async send(mail) {
      // The library would take a text with a comma or a line end for several recipients.
      const addresses = [mail.from.address, mail.to, mail.replyTo ?? mail.to];
      if (addresses.some((address) => normalEmail(address) === null)) {
        return {
          outcome: 'refused',
          permanent: true,
          answer: 'An address of the mail is no address.',
        };
      }
      try {
        const { response } = await transport.sendMail(messageOf(mail, hostname, options));
        return { outcome: 'accepted', answer: response };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    ...(lookupUrl === null ? {} : { lookup: (messageId) => lookUp(lookupUrl, messageId) }),
    close: () => {
      transport.close();
    },
  };
}

/**
 * Gives a mail's text on and asks at its end whether it may be handed over. An error there ends the connection
 * before the final dot, so the receiver drops what it has. Nothing is buffered: the end is reached after the
 * receiver has taken the rest.
 */
function withheldUnless(mayHandOver: () => boolean, text: NodeJS.ReadableStream): Transform {
  const guard = new Transform({
    readableHighWaterMark: 0,
    transform: (chunk, _encoding, done) => {
      done(null, chunk);
    },
    flush: (done) => {
      done(mayHandOver() ? null : new Error(WITHHELD));
    },
  });
  // An error of the text is an error of the guard, which is where the library listens.
  return pipeline(text, guard, () => undefined);
}

/** The library's form of a mail. */
function messageOf(
  mail: OutgoingMail,
  relay: string,
  { senderKey = null, bounceAddress }: MailerOptions,
): SendMailOptions {
  const returnPath =
    bounceAddress === undefined ? mail.from.address : returnPathOf(bounceAddress, mail.messageId);
  return {
    messageId: `<${mail.messageId}>`,
    envelope: { from: returnPath, to: [mail.to] },
    from: mail.from,
    to: [{ name: '', address: mail.to }],
    ...(mail.replyTo === null ? {} : { replyTo: { name: '', address: mail.replyTo } }),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(mail.dkim &&
      senderKey !== null && {
        dkim: {
          domainName: mail.dkim.domain,
          keySelector: mail.dkim.selector,
          privateKey: senderKey,
          headerFieldNames: SIGNED_HEADERS,
        },
      }),
    headers: {
      ...relayHeaders(relay, mail.messageId),
      ...(mail.unsubscribeUrl === null
        ? {}
        : {
            'List-Unsubscribe': { prepared: true, value: `<${mail.unsubscribeUrl}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  };
}

const SmtpError = z.object({
  code: z.string().optional(),
  originalCode: z.string().optional(),
  responseCode: z.number().optional(),
  message: z.string(),
});

function outcomeOf(error: unknown): MailOutcome {
  const { code = '', originalCode = '', responseCode, message } = SmtpError.parse(error);
  if (message === WITHHELD) return { outcome: 'refused', permanent: false, answer: message };
  if (responseCode !== undefined && REFUSED.has(code)) {
    return { outcome: 'refused', permanent: responseCode >= 500, answer: message };
  }
  if (NOT_CONNECTED.has(code) || NOT_CONNECTED.has(originalCode)) {
    return { outcome: 'refused', permanent: false, answer: message };
  }
  return { outcome: 'unknown', reason: message };
}

async function lookUp(
  lookupUrl: string,
  messageId: string,
): Promise<'accepted' | 'absent' | 'unknown'> {
  const url = new URL(lookupUrl);
  url.searchParams.set('message-id', messageId);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(LOOKUP_MS) });
    if (!response.ok) return 'unknown';
    return Found.parse(await response.json()).accepted ? 'accepted' : 'absent';
  } catch {
    // Not reachable or not understandable: we know as much as before.
    return 'unknown';
  }
}
