import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Parcel } from './payloads.ts';

/** Posts one webhook. */
export type SendWebhook = (parcel: Parcel, id: string) => Promise<Answer>;
export type Answer = { status: number; ms: number };

/** Sends signed webhooks to a server over kept-alive connections. Signatures are made once a body. */
export function openWebhookSender(
  url: string,
  domain: string,
  secret: string,
  connections: number,
): SendWebhook {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  const signatures = new WeakMap<Buffer, string>();

  function signatureOf(body: Buffer): string {
    const known = signatures.get(body);
    const signature = known ?? createHmac('sha256', secret).update(body).digest('base64');
    if (known === undefined) signatures.set(body, signature);
    return signature;
  }

  return ({ topic, body }, id) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      'x-shopify-topic': topic,
      'x-shopify-hmac-sha256': signatureOf(body),
      'x-shopify-shop-domain': domain,
      'x-shopify-webhook-id': id,
      'x-shopify-triggered-at': new Date().toISOString(),
    };
    const start = performance.now();
    return new Promise((answered) => {
      const done = (status: number) => answered({ status, ms: performance.now() - start });
      const outgoing = request(
        { agent, hostname, port, path: '/webhooks', method: 'POST', headers },
        (incoming) => incoming.on('end', () => done(incoming.statusCode ?? 0)).resume(),
      );
      outgoing.on('error', () => done(0)).end(body);
    });
  };
}

/** Answers of a closed loop: every connection sends its next request when the last was answered. */
export async function closedLoop(
  fire: (n: number) => Promise<Answer>,
  connections: number,
  goesOn: (sent: number) => boolean,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let sent = 0;
  const lanes = Array.from({ length: connections }, async () => {
    while (goesOn(sent)) answers.push(await fire(sent++));
  });
  await Promise.all(lanes);
  return answers;
}

/**
 * Answers of an open loop: requests start at their times whatever became of those before. Each is timed
 * from when it should have started, so a stalled server cannot hide behind a stalled sender.
 */
export async function openLoop(
  fire: (n: number) => Promise<Answer>,
  perSecond: number,
  seconds: number,
): Promise<Answer[]> {
  const start = performance.now();
  const total = perSecond * seconds;
  const answers: Promise<Answer>[] = [];
  await new Promise<void>((allSent) => {
    const timer = setInterval(() => {
      const now = performance.now();
      while (answers.length < total) {
        const late = now - start - (answers.length * 1_000) / perSecond;
        if (late < 0) return;
        answers.push(fire(answers.length).then(({ status, ms }) => ({ status, ms: ms + late })));
      }
      clearInterval(timer);
      allSent();
    }, 1);
  });
  return await Promise.all(answers);
}

/** The value below which a share of all values lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
