/** Baseline of mailing: COUNT finished mails over pooled connections, and nothing else. */
import { createTransport } from 'nodemailer';
import { emailOf } from '../payloads.ts';
import { rendered } from './mail.ts';

const count = Number(process.env.COUNT);
const connections = Number(process.env.CONNECTIONS);
const url = new URL(process.env.SMTP_URL ?? '');
const mail = await rendered();
const transport = createTransport({
  host: url.hostname,
  port: Number(url.port),
  pool: true,
  maxConnections: connections,
  maxMessages: Infinity,
});

await sendAll(connections * 10);
const start = performance.now();
await sendAll(count);
const perSecond = (count * 1_000) / (performance.now() - start);
transport.close();
process.stdout.write(`result ${JSON.stringify({ perSecond })}\n`);

async function sendAll(mails: number): Promise<void> {
  const people = Array.from({ length: mails }, (_, person) => person);
  await Promise.all(people.map((person) => transport.sendMail({ ...mail, to: emailOf(person) })));
}
