/**
 * The SMTP sink as a process of its own, for benches and for tests that kill other processes. Its web side has
 * the mailbox's JSON and `POST /faults` with some of the fields of SmtpFaults. Ports come from SMTP_PORT and
 * SMTP_HTTP_PORT (0, the default, takes any); both addresses are printed as one line of JSON.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequestListener } from '@remix-run/node-fetch-server';
import { z } from 'zod';
import { mailboxRoute, openMailbox } from './mailbox.ts';
import { dispatch, type StoreRoute } from './routes.ts';
import { startSmtpSink } from './smtp-sink.ts';
import { KEEP_ALIVE } from '#tests/setup/keep-alive.ts';

const Faults = z
  .object({
    rejectShare: z.number(),
    rejectCode: z.number(),
    rejectAt: z.enum(['recipient', 'data']),
    slowMs: z.number(),
    cutShare: z.number(),
  })
  .partial();

const mailbox = openMailbox(200);
const sink = await startSmtpSink({
  port: Number(process.env.SMTP_PORT ?? 0),
  mailbox,
  clock: { now: Date.now },
});

const faultsRoute: StoreRoute = async (request, url) => {
  if (url.pathname !== '/faults' || request.method !== 'POST') return undefined;
  Object.assign(sink.faults, Faults.parse(await request.json()));
  return Response.json(sink.faults);
};

const server = createServer(
  KEEP_ALIVE,
  createRequestListener(dispatch([mailboxRoute(mailbox), faultsRoute])),
);
server.listen(Number(process.env.SMTP_HTTP_PORT ?? 0), '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
process.stdout.write(
  `${JSON.stringify({ smtpUrl: sink.url, httpUrl: `http://127.0.0.1:${port}` })}\n`,
);
