import { z } from 'zod';
import { eventually } from '#tests/stack/stack.ts';
import { startWorker } from './app-process.ts';
import type { Figure } from './benches.ts';
import { fillInbox, enqueueDrainJob } from './fill.ts';
import type { Bed, Lab } from './lab.ts';
import { resultOf } from './measured-child.ts';
import { orderParcel, type Parcel } from './payloads.ts';
import { startSink, type Sink } from './sink.ts';

const MAILS = 3_000;
const WARM_MAILS = 600;
/** As many as the worker opens. */
const CONNECTIONS = 20;

export const MAIL_SIZES = `mail: ${String(MAILS)} orders, a mail of thanks each`;

const Result = z.object({ perSecond: z.number() });

/** Orders that became a mail taken by the mail server, a second; and the worker's peak memory in MB. */
export async function benchMail(lab: Lab): Promise<{ rate: Figure; peakMb: number }> {
  const sink = await startSink();
  try {
    const ours = await lab.withBed((bed) => measure(lab, bed, sink));
    const env = {
      SMTP_URL: sink.smtpUrl,
      COUNT: String(MAILS),
      CONNECTIONS: String(CONNECTIONS),
    };
    const bare = Result.parse(await resultOf('tests/bench/baseline/send.ts', env, 'result'));
    lab.say(`mail.rate baseline: ${bare.perSecond.toFixed(0)}`);
    return { rate: { value: ours.perSecond, baseline: bare.perSecond }, peakMb: ours.peakMb };
  } finally {
    await sink.close();
  }
}

async function measure(
  lab: Lab,
  bed: Bed,
  sink: Sink,
): Promise<{ perSecond: number; peakMb: number }> {
  const worker = await startWorker(lab, bed, sink.smtpUrl);
  await fillInbox(bed, orders(MAILS, WARM_MAILS));
  await enqueueDrainJob(bed);
  await sent(bed, WARM_MAILS);
  await fillInbox(bed, orders(0, MAILS));
  const before = await worker.usage();
  const started = performance.now();
  await enqueueDrainJob(bed);
  await sent(bed, WARM_MAILS + MAILS);
  const seconds = (performance.now() - started) / 1_000;
  const { cpuMs, peakMb } = await worker.usage();
  await worker.kill('SIGTERM');
  const ledger = Object.values(await sink.ledger());
  if (ledger.length !== WARM_MAILS + MAILS || ledger.some((times) => times !== 1))
    throw new Error(`The mail server took ${String(ledger.length)} mails, not each order's once.`);
  const perSecond = MAILS / seconds;
  lab.say(
    `mail.rate Tendril: ${perSecond.toFixed(0)} (${((cpuMs - before.cpuMs) / MAILS).toFixed(3)} ms of processor time each, ${peakMb.toFixed(0)} MB at most)`,
  );
  return { perSecond, peakMb };
}

function* orders(from: number, count: number): Iterable<Parcel> {
  const at = Date.now();
  for (let person = from; person < from + count; person += 1) yield orderParcel(person, at);
}

async function sent(bed: Bed, count: number): Promise<void> {
  await eventually('sending all mails', async () => {
    const { rows } = await bed.owner.query<{ sent: string }>(
      'select count(*) as sent from message where shop_id = $1',
      [bed.shop.id],
    );
    return Number(rows[0]?.sent) >= count;
  });
}
