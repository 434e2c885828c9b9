import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Clock } from '#app/lib/clock.ts';
import { bareMessageId, type Mailbox } from './mailbox.ts';

/** How the receiving server misbehaves. Shares are between 0 and 1. */
export type SmtpFaults = {
  /** Share of mails answered with `rejectCode` (421, 450, 451, 452, 550, 552), at RCPT TO or after the data. */
  rejectShare: number;
  rejectCode: number;
  rejectAt: 'recipient' | 'data';
  /** Real milliseconds before the data is answered. */
  slowMs: number;
  /** Share of mails taken for good whose link is cut before the 250 says so. */
  cutShare: number;
};

export type SmtpSink = {
  readonly url: string;
  readonly faults: SmtpFaults;
  close(): Promise<void>;
};

export type SmtpSinkOptions = {
  port: number;
  mailbox: Mailbox;
  clock: Clock;
  random?: () => number;
};

const SENDER_TIMEOUT_MS = 1_000;

/** An SMTP server that takes every mail into the mailbox, unless its faults say otherwise. */
export async function startSmtpSink({
  port,
  mailbox,
  clock,
  random = Math.random,
}: SmtpSinkOptions): Promise<SmtpSink> {
  const faults: SmtpFaults = {
    rejectShare: 0,
    rejectCode: 450,
    rejectAt: 'data',
    slowMs: 0,
    cutShare: 0,
  };
  const sockets = new Map<string, Socket>();

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: SENDER_TIMEOUT_MS,
    onRcptTo(_address, _session, answer) {
      answer(
        faults.rejectAt === 'recipient' && random() < faults.rejectShare
          ? refusal(faults.rejectCode)
          : null,
      );
    },
    onData(stream, session, answer) {
      void take(stream, session).then(answer, answer);
    },
  });
  // A killed client ends in an error event; without a listener it would end the sink as well.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    sockets.set(peer, socket);
    socket.on('close', () => sockets.delete(peer));
  });

  async function take(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
  ): Promise<Error | null> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    if (faults.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.slowMs));
    if (faults.rejectAt === 'data' && random() < faults.rejectShare)
      return refusal(faults.rejectCode);
    const raw = Buffer.concat(chunks);
    const { mailFrom, rcptTo } = session.envelope;
    mailbox.add({
      messageId: messageIdOf(raw),
      from: mailFrom ? mailFrom.address : '',
      to: rcptTo.map(({ address }) => address.toLowerCase()),
      receivedAt: clock.now(),
      raw,
    });
    if (random() < faults.cutShare)
      sockets.get(`${session.remoteAddress}:${session.remotePort}`)?.destroy();
    return null;
  }

  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    faults,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

function refusal(code: number): Error {
  return Object.assign(new Error(`The local mail server is set to answer ${code}`), {
    responseCode: code,
  });
}

/** The Message-ID header, unfolded; read without parsing the mail so that the sink stays fast. */
function messageIdOf(raw: Buffer): string {
  const head = raw.subarray(0, 16_384).toString('latin1');
  const value = /^message-id:\s*([^\r\n]+(?:\r?\n[ \t][^\r\n]+)*)/im.exec(head)?.[1];
  return value === undefined ? '' : bareMessageId(value.replace(/\s+/g, ''));
}
