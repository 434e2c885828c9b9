/**
 * Visitors of a shop, a process of its own: each connection sends batches of the web pixel one after the
 * other. Does the job in JOB and prints `result ` and a JSON line.
 */
import { Agent, request } from 'node:http';
import { z } from 'zod';
import { closedLoop, type Answer } from './load.ts';

const Job = z.object({
  url: z.string(),
  /** Public keys of the shops. */
  keys: z.array(z.string()).min(1),
  connections: z.number(),
  warmUpSeconds: z.number(),
  seconds: z.number(),
  eventsPerBatch: z.number(),
});

const { url, keys, connections, warmUpSeconds, seconds, eventsPerBatch } = Job.parse(
  JSON.parse(process.env.JOB ?? ''),
);
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const { hostname, port } = new URL(url);

await run('warm', warmUpSeconds);
const start = performance.now();
const answers = await run('load', seconds);
const accepted = answers.filter(({ status }) => status === 204).length;
const perSecond = (accepted * eventsPerBatch * 1_000) / (performance.now() - start);
process.stdout.write(
  `result ${JSON.stringify({ perSecond, failed: answers.length - accepted })}\n`,
);

async function run(tag: string, lengthSeconds: number): Promise<Answer[]> {
  const end = performance.now() + lengthSeconds * 1_000;
  return await closedLoop(
    (n) => send(tag, n),
    connections,
    () => performance.now() < end,
  );
}

/** Every batch is of another visitor at another address, as on a busy day. */
function send(tag: string, n: number): Promise<Answer> {
  const sent = Date.now();
  const visitor = `${tag}-${String(n).padStart(12, '0')}`;
  const events = Array.from({ length: eventsPerBatch }, (_, place) => ({
    id: `sh-${String(place)}`,
    at: sent - place * 200,
    ...(place % 2 === 0
      ? { name: 'product_viewed', product: String(7_000 + ((n + place) % 500)) }
      : { name: 'page_viewed', path: `/products/item-${String((n + place) % 500)}` }),
  }));
  const consent = { analytics: true, marketing: true };
  const body = JSON.stringify({ batch: visitor, visitor, consent, cart: null, sent, events });
  const headers = {
    'content-type': 'text/plain;charset=UTF-8',
    'content-length': Buffer.byteLength(body),
    'x-forwarded-for': `10.${String((n >> 16) & 255)}.${String((n >> 8) & 255)}.${String(n & 255)}`,
  };
  const began = performance.now();
  return new Promise((answered) => {
    const done = (status: number) => answered({ status, ms: performance.now() - began });
    const outgoing = request(
      {
        agent,
        hostname,
        port,
        path: `/pixel/${keys[n % keys.length] ?? ''}`,
        method: 'POST',
        headers,
      },
      (incoming) => incoming.on('end', () => done(incoming.statusCode ?? 0)).resume(),
    );
    outgoing.on('error', () => done(0)).end(body);
  });
}
