import { setTimeout as sleep } from 'node:timers/promises';
import { API_SECRET } from '#tests/stack/stack.ts';
import { startBareWeb, startWeb, startWorker } from './app-process.ts';
import type { Figure } from './benches.ts';
import type { Bed, Lab } from './lab.ts';
import { openWebhookSender, quantile } from './load.ts';
import { emailOf, orderParcel } from './payloads.ts';
import { startSink, type Sink } from './sink.ts';

const SAMPLES = 60;
const WARM_SAMPLES = 15;
const POLL_MS = 5;
const TIMEOUT_MS = 10_000;
/** Between two samples the app becomes idle. */
const REST_MS = 60;

export const MAIL_DELAY_SIZES = `mail.p50: ${String(SAMPLES)} orders one at a time`;

/** Milliseconds from an order's webhook to the mail server's taking the mail of thanks; the middle one. */
export async function benchMailDelay(lab: Lab): Promise<Figure> {
  const sink = await startSink();
  try {
    const value = await lab.withBed(async (bed) => {
      const [web, worker] = [await startWeb(lab, bed), await startWorker(lab, bed, sink.smtpUrl)];
      const ms = await samples(web.url, bed, sink, 0);
      await Promise.all([web.process.kill('SIGTERM'), worker.kill('SIGTERM')]);
      return ms;
    });
    const baseline = await lab.withBareBed(async (bed) => {
      const web = await startBareWeb(bed, sink.smtpUrl);
      const ms = await samples(web.url, bed, sink, WARM_SAMPLES + SAMPLES);
      await web.process.kill('SIGTERM');
      return ms;
    });
    lab.say(`mail.p50 Tendril: ${value.toFixed(1)}, baseline: ${baseline.toFixed(1)}`);
    return { value, baseline };
  } finally {
    await sink.close();
  }
}

async function samples(url: string, bed: Bed, sink: Sink, firstPerson: number): Promise<number> {
  const shoot = openWebhookSender(url, bed.shop.domain, API_SECRET, 1);
  const delays: number[] = [];
  for (let n = 0; n < WARM_SAMPLES + SAMPLES; n += 1) {
    const person = firstPerson + n;
    const order = orderParcel(person, Date.now());
    const started = Date.now();
    const { status } = await shoot(order, order.key);
    if (status !== 200) throw new Error(`A webhook was answered with ${String(status)}.`);
    const receivedAt = await waitForMail(sink, emailOf(person), started + TIMEOUT_MS);
    if (n >= WARM_SAMPLES) delays.push(receivedAt - started);
    await sleep(REST_MS);
  }
  return quantile(delays, 0.5);
}

async function waitForMail(sink: Sink, to: string, deadline: number): Promise<number> {
  for (;;) {
    const receivedAt = await sink.receivedAt(to);
    if (receivedAt !== undefined) return receivedAt;
    if (Date.now() > deadline) throw new Error('A mail did not arrive.');
    await sleep(POLL_MS);
  }
}
