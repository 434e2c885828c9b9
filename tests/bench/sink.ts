import { z } from 'zod';
import { startChild } from '#tests/stack/child.ts';

const Addresses = z.object({ smtpUrl: z.string(), httpUrl: z.string() });
const Ledger = z.record(z.string(), z.number());
const Mails = z.array(z.object({ receivedAt: z.number() }));

/** The mail server that takes every mail, as a process of its own. */
export type Sink = {
  smtpUrl: string;
  /** How often each mail was taken, by Message-ID. */
  ledger(): Promise<Record<string, number>>;
  /** When it took the newest mail to an address, epoch milliseconds; undefined when none came. */
  receivedAt(to: string): Promise<number | undefined>;
  close(): Promise<void>;
};

export async function startSink(): Promise<Sink> {
  const child = startChild('tests/store/smtp-main.ts', { env: { NODE_ENV: 'production' } });
  await child.saying('httpUrl');
  const { smtpUrl, httpUrl } = Addresses.parse(JSON.parse(child.output()));
  const get = async (path: string): Promise<unknown> => (await fetch(`${httpUrl}${path}`)).json();
  return {
    smtpUrl,
    ledger: async () => Ledger.parse(await get('/mailbox/ledger')),
    async receivedAt(to) {
      const [newest] = Mails.parse(await get(`/mailbox/messages?to=${encodeURIComponent(to)}`));
      return newest?.receivedAt;
    },
    close: () => child.kill('SIGTERM'),
  };
}
