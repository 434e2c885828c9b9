import { z } from 'zod';
import { API_SECRET } from '#tests/stack/stack.ts';
import { startBareWeb, startWeb, type Server } from './app-process.ts';
import type { BenchName, Figure } from './benches.ts';
import type { Bed, Lab } from './lab.ts';
import { resultOf } from './measured-child.ts';

/** Two full lanes of waiting for two cores, as many as keep both servers busy. */
const CONNECTIONS = 64;
const CLOSED = { kind: 'closed', seconds: 8 } as const;
const OPEN = { kind: 'open', seconds: 10, perSecond: 500 } as const;
const WARM_UP_SECONDS = 3;

export const ACCEPT_SIZES = `accept: ${String(CLOSED.seconds)} s over ${String(CONNECTIONS)} connections, then ${String(OPEN.perSecond)}/s for ${String(OPEN.seconds)} s`;

const Result = z.object({ perSecond: z.number(), failed: z.number(), p99: z.number() });

/** Runs the load generator against a server. */
export async function load(server: Server, bed: Bed, phase: object, warmUpSeconds: number) {
  const { url } = server;
  const { domain } = bed.shop;
  const job = { url, domain, secret: API_SECRET, connections: CONNECTIONS, warmUpSeconds, phase };
  return await resultOf('tests/bench/generator.ts', { JOB: JSON.stringify(job) }, 'result');
}

/** Webhooks taken a second at full load, and how long the slowest hundredth waits at a steady one. */
export async function benchAccept(
  lab: Lab,
  names: readonly BenchName[],
): Promise<[BenchName, Figure][]> {
  const phases = [
    { name: 'accept.rate', phase: CLOSED, pick: ({ perSecond }) => perSecond },
    { name: 'accept.p99', phase: OPEN, pick: ({ p99 }) => p99 },
  ] as const satisfies {
    name: BenchName;
    phase: object;
    pick: (result: z.infer<typeof Result>) => number;
  }[];
  const wanted = phases.filter(({ name }) => names.includes(name));

  async function measure(who: string, start: (bed: Bed) => Promise<Server>): Promise<number[]> {
    return await lab.withBed(async (bed) => {
      const server = await start(bed);
      const values: number[] = [];
      for (const { name, phase, pick } of wanted) {
        const before = await server.process.usage();
        const result = Result.parse(await load(server, bed, phase, WARM_UP_SECONDS));
        const { cpuMs } = await server.process.usage();
        if (result.failed > 0) throw new Error(`${who} refused ${String(result.failed)} webhooks.`);
        lab.say(
          `${name} ${who}: ${pick(result).toFixed(1)} (${(cpuMs - before.cpuMs).toFixed(0)} ms of processor time)`,
        );
        values.push(pick(result));
      }
      await server.process.kill('SIGTERM');
      return values;
    });
  }

  const ours = await measure('Tendril', (bed) => startWeb(lab, bed));
  const bare = await measure('baseline', (bed) => startBareWeb(bed));
  return wanted.map(({ name }, at) => [
    name,
    { value: ours[at] ?? Number.NaN, baseline: bare[at] ?? Number.NaN },
  ]);
}
