import { z } from 'zod';
import { API_SECRET } from '#tests/stack/stack.ts';
import { startBareWeb, startWeb, startWorker, type Server } from './app-process.ts';
import type { BenchName, Figure } from './benches.ts';
import { inboxEmptied } from './fill.ts';
import type { Bed, Lab } from './lab.ts';
import { resultOf, type MeasuredChild } from './measured-child.ts';

/** Two full lanes of waiting for two cores, as many as keep both servers busy. */
const CONNECTIONS = 64;
const CLOSED = { kind: 'closed', seconds: 8 } as const;
const OPEN = { kind: 'open', seconds: 300, perSecond: 500 } as const;
/** Nothing piles up in the baseline but rows, so a minute is enough for it. */
const OPEN_BARE = { ...OPEN, seconds: 60 } as const;
const WARM_UP_SECONDS = 3;

export const ACCEPT_SIZES = `accept: ${String(CLOSED.seconds)} s over ${String(CONNECTIONS)} connections, then ${String(OPEN.perSecond)}/s for ${String(OPEN.seconds)} s beside a worker (the baseline: ${String(OPEN_BARE.seconds)} s, alone)`;

const Result = z.object({
  perSecond: z.number(),
  failed: z.number(),
  p99: z.number(),
  max: z.number(),
});
type Result = z.infer<typeof Result>;

/** Runs the load generator against a server. */
export async function load(
  server: Server,
  bed: Bed,
  phase: object,
  warmUpSeconds: number,
  connections = CONNECTIONS,
) {
  const { url } = server;
  const { domain } = bed.shop;
  const job = { url, domain, secret: API_SECRET, connections, warmUpSeconds, phase };
  return await resultOf('tests/bench/generator.ts', { JOB: JSON.stringify(job) }, 'result');
}

/** Webhooks taken a second at full load; the slowest at a steady load; the web process's most memory in MB. */
export async function benchAccept(lab: Lab): Promise<Map<BenchName, Figure>> {
  async function measure(
    who: string,
    start: (bed: Bed) => Promise<Server>,
    open: object,
    beside?: (bed: Bed) => Promise<MeasuredChild>,
  ) {
    return await lab.withBed(async (bed) => {
      const server = await start(bed);
      async function during(name: string, phase: object): Promise<Result> {
        const before = await server.process.usage();
        const result = Result.parse(await load(server, bed, phase, WARM_UP_SECONDS));
        const { cpuMs } = await server.process.usage();
        if (result.failed > 0) throw new Error(`${who} refused ${String(result.failed)} webhooks.`);
        lab.say(
          `accept, ${name}, ${who}: ${result.perSecond.toFixed(0)}/s, p99 ${result.p99.toFixed(1)} ms, max ${result.max.toFixed(0)} ms (${(cpuMs - before.cpuMs).toFixed(0)} ms of processor time)`,
        );
        return result;
      }
      const full = await during('full load', CLOSED);
      // At a steady load what comes in is worked off, as it is in real life.
      const worker = await beside?.(bed);
      if (worker) await inboxEmptied(bed);
      const steady = await during('steady load', open);
      const { peakMb } = await server.process.usage();
      await Promise.all([server.process.kill('SIGTERM'), worker?.kill('SIGTERM')]);
      return { rate: full.perSecond, p99: steady.p99, max: steady.max, peakMb };
    });
  }

  const ours = await measure(
    'Tendril',
    (bed) => startWeb(lab, bed),
    OPEN,
    (bed) => startWorker(lab, bed),
  );
  const bare = await measure('baseline', (bed) => startBareWeb(bed), OPEN_BARE);
  return new Map<BenchName, Figure>([
    ['accept.rate', { value: ours.rate, baseline: bare.rate }],
    ['accept.p99', { value: ours.p99, baseline: bare.p99 }],
    ['accept.max', { value: ours.max, baseline: bare.max }],
    ['memory.web', { value: ours.peakMb, baseline: bare.peakMb }],
  ]);
}
