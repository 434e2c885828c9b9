import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { domainToASCII } from 'node:url';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Clock } from '#app/lib/clock.ts';

/** A mail as its receiver has it; `at` by the story's clock, epoch milliseconds. */
export type ReceivedMail = { to: string; at: number; email: Email };

/** What the server answers instead of taking a mail, and when. */
export type Refusal = { code: number; text: string; after: 'RCPT' | 'DATA' };

export type MailServer = {
  url: string;
  /** The mails taken so far, the oldest first. */
  mails: ReceivedMail[];
  /** The recipients that the server was asked to take a mail for, once a try. */
  tries: string[];
  /** From now on; null takes everything. */
  refusal: Refusal | null;
  /** Forgets what was before. */
  reset(): void;
  close(): Promise<void>;
};

/** The mail server of the receivers. */
export async function startMailServer(clock: Clock): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 1_000,
    onRcptTo({ address }, _session, answer) {
      mailServer.tries.push(asWritten(address));
      answer(refusalAfter('RCPT'));
    },
    onData(stream, session, answer) {
      const take = async () => {
        const raw = await buffer(stream);
        const refused = refusalAfter('DATA');
        if (refused !== null) return refused;
        const email = await PostalMime.parse(raw);
        for (const { address } of session.envelope.rcptTo)
          mailServer.mails.push({ to: asWritten(address), at: clock.now(), email });
        return null;
      };
      void take().then(answer, answer);
    },
  });
  // A client that hangs up ends in an error event.
  server.on('error', () => undefined);
  const mailServer: MailServer = {
    url: '',
    mails: [],
    tries: [],
    refusal: null,
    reset() {
      Object.assign(mailServer, { mails: [], tries: [], refusal: null });
    },
    close: () => new Promise((closed) => server.close(closed)),
  };

  function refusalAfter(command: Refusal['after']): Error | null {
    const { refusal } = mailServer;
    if (refusal?.after !== command) return null;
    return Object.assign(new Error(refusal.text), { responseCode: refusal.code });
  }

  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  mailServer.url = `smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
  return mailServer;
}

/** An address as it was sent: the library shows its domain in letters that no server is sent. */
function asWritten(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return (address.slice(0, at) + domainToASCII(address.slice(at))).toLowerCase();
}
