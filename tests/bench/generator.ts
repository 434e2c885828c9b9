/**
 * The load generator, a process of its own so that it takes nothing from the process under test but the
 * machine. Does the job in JOB and prints `result ` and a JSON line.
 */
import { z } from 'zod';
import { closedLoop, openLoop, openWebhookSender, quantile, type Answer } from './load.ts';
import { checkoutParcel, orderParcel } from './payloads.ts';

const Job = z.object({
  url: z.string(),
  domain: z.string(),
  secret: z.string(),
  connections: z.number(),
  warmUpSeconds: z.number(),
  phase: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('closed'), seconds: z.number() }),
    z.object({ kind: z.literal('open'), seconds: z.number(), perSecond: z.number() }),
    /** So many different deliveries, each as often as `copies` says. */
    z.object({ kind: z.literal('burst'), count: z.number(), copies: z.number() }),
  ]),
});

/** Different bodies, so that nothing can be remembered. */
const BODIES = 400;
const AT = Date.now() - 3_600_000;

const { url, domain, secret, connections, warmUpSeconds, phase } = Job.parse(
  JSON.parse(process.env.JOB ?? ''),
);
const parcels = Array.from({ length: BODIES }, (_, n) =>
  n % 4 === 3 ? orderParcel(n, AT) : checkoutParcel(n, 1, AT),
);
const shoot = openWebhookSender(url, domain, secret, connections);

const warm = performance.now() + warmUpSeconds * 1_000;
await closedLoop(firing('warm'), connections, () => performance.now() < warm);
const start = performance.now();
const result = await measure();
process.stdout.write(`result ${JSON.stringify(result)}\n`);

function firing(tag: string, keyOf = (n: number) => n): (n: number) => Promise<Answer> {
  return (n) => {
    const parcel = parcels[keyOf(n) % BODIES];
    if (!parcel) throw new Error('There are no bodies to send.');
    return shoot(parcel, `${tag}-${String(keyOf(n))}`);
  };
}

async function measure(): Promise<object> {
  if (phase.kind === 'burst') {
    const { count, copies } = phase;
    const acknowledged = new Set<number>();
    const fire = firing('burst', (n) => n % count);
    const answers = await closedLoop(
      async (n) => {
        const answer = await fire(n);
        if (isAccepted(answer)) acknowledged.add(n % count);
        return answer;
      },
      connections,
      (sent) => sent < count * copies,
    );
    return { acknowledged: [...acknowledged], max: slowest(answers) };
  }
  const answers =
    phase.kind === 'open'
      ? await openLoop(firing('open'), phase.perSecond, phase.seconds)
      : await closedLoop(
          firing('closed'),
          connections,
          (() => {
            const end = start + phase.seconds * 1_000;
            return () => performance.now() < end;
          })(),
        );
  const seconds = (performance.now() - start) / 1_000;
  const accepted = answers.filter(isAccepted);
  return {
    perSecond: accepted.length / seconds,
    failed: answers.length - accepted.length,
    p99: quantile(
      answers.map(({ ms }) => ms),
      0.99,
    ),
    max: slowest(answers),
  };
}

function slowest(answers: readonly Answer[]): number {
  return answers.reduce((most, { ms }) => Math.max(most, ms), 0);
}

function isAccepted({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}
