import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { API_SECRET } from '#tests/stack/stack.ts';

/** A request to the app; a header that is null is not sent. */
export type Call = {
  method?: string;
  path?: string;
  headers?: Record<string, string | string[] | null>;
  body?: string | Uint8Array;
};

/**
 * Status 0 when the connection ended without an answer.
 * @property connectedMs when a connection was there, which may be a kept-alive one
 */
export type Answered = { status: number; ms: number; connectedMs: number };

export type Caller = {
  call(url: string, call: Call): Promise<Answered>;
  close(): void;
};

/** Calls over kept-alive connections, at most so many at once. */
export function openCaller(connections: number): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    call(url, { method = 'POST', path = '/webhooks', headers = {}, body = '' }) {
      const from = performance.now();
      return new Promise((resolve) => {
        let connectedMs = Number.NaN;
        const connected = () => (connectedMs = performance.now() - from);
        const end = (status: number) =>
          resolve({ status, ms: performance.now() - from, connectedMs });
        const present = Object.entries(headers).filter(([, value]) => value !== null);
        const outgoing = request(new URL(path, url), {
          method,
          agent,
          headers: Object.fromEntries(present) as Record<string, string | string[]>,
        });
        outgoing.on('error', () => end(0));
        outgoing.on('socket', (socket) =>
          socket.connecting ? socket.once('connect', connected) : connected(),
        );
        outgoing.on('response', (incoming) => {
          incoming.on('error', () => end(0));
          incoming.on('end', () => end(incoming.statusCode ?? 0));
          incoming.resume();
        });
        outgoing.end(method === 'GET' ? undefined : body);
      });
    },
    close: () => agent.destroy(),
  };
}

export type SignedWebhook = {
  topic: string;
  shop: string;
  id: string;
  body: string | Uint8Array;
  secret?: string;
};

/** A webhook as Shopify sends it. */
export function webhookCall({ topic, shop, id, body, secret = API_SECRET }: SignedWebhook): Call {
  return {
    body,
    headers: {
      'x-shopify-topic': topic,
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
      'x-shopify-shop-domain': shop,
      'x-shopify-webhook-id': id,
      'x-shopify-triggered-at': new Date().toISOString(),
    },
  };
}

/**
 * Sends a webhook until it is not refused for now: what could not be stored on a crowded machine (503) Shopify
 * sends again. Gives the last answer.
 */
export async function retryUntilStored(send: () => Promise<Answered>): Promise<Answered> {
  for (;;) {
    const answer = await send();
    if (answer.status !== 503) return answer;
  }
}

/** Does something with each, so many at a time; the results are in the order of the things. */
export async function mapConcurrently<T, R>(
  things: readonly T[],
  atOnce: number,
  act: (thing: T, place: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = things.entries();
  const lanes = Array.from({ length: atOnce }, async () => {
    for (const [place, thing] of queue) results[place] = await act(thing, place);
  });
  await Promise.all(lanes);
  return results;
}

/** The value below which a share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** How often each answer was given. */
export function statuses(answers: readonly Answered[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Calls so many times a second for so long, whether or not the answers have come. */
export async function callAtRate(
  perSecond: number,
  seconds: number,
  call: (place: number) => Promise<Answered>,
): Promise<Answered[]> {
  const total = Math.floor(perSecond * seconds);
  const from = performance.now();
  const calls: Promise<Answered>[] = [];
  while (calls.length < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - from) / 1_000) * perSecond));
    while (calls.length < due) calls.push(call(calls.length));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return await Promise.all(calls);
}

/** A time for a report. */
export function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}
