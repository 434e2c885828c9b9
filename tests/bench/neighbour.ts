import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { SECOND } from '#app/lib/duration.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { load } from './accept.ts';
import { openAdmin } from './admin-visit.ts';
import { startWeb, startWorker, type Server } from './app-process.ts';
import type { BenchName, Figure } from './benches.ts';
import { fillProducts } from './expensive-requests.ts';
import type { Bed, Lab } from './lab.ts';
import { resultOf } from './measured-child.ts';
import { fillWithPeople } from './people.ts';

/** `people` of the busy shop; `ownPeople` of the other one. */
export type NeighbourSize = {
  people: number;
  ownPeople: number;
  seconds: number;
  aloneSeconds: number;
};
const SIZE: NeighbourSize = { people: 100_000, ownPeople: 2_000, seconds: 60, aloneSeconds: 20 };
const HOOKS_PER_SECOND = 10;
const TIMES_AS_BUSY = 20;
const PAGES_PER_SECOND = 4;
const EXPENSIVE = { kind: 'dear', counts: 4, searches: 4 } as const;
const CONNECTIONS = 16;
const BUSY_CONNECTIONS = 64;
/** So long the busy shop is busy before the other one's turn begins, and after it ended. */
const LEAD_SECONDS = 4;

export const NEIGHBOUR_SIZES = `neighbour: ${String(HOOKS_PER_SECOND)} webhooks/s and ${String(PAGES_PER_SECOND)} pages/s of one shop for ${String(SIZE.seconds)} s beside another with ${SIZE.people.toLocaleString('en')} people, ${String(TIMES_AS_BUSY)} times the webhooks, ${String(EXPENSIVE.counts)} dear counts and ${String(EXPENSIVE.searches)} searches at once (the baseline: ${String(SIZE.aloneSeconds)} s alone)`;

const Hooks = z.object({ perSecond: z.number(), failed: z.number(), p99: z.number() });
const Looks = z.object({ asked: z.number(), failed: z.number(), p95: z.number(), max: z.number() });
const Pressed = z.object({ tally: z.record(z.string(), z.number()) });

type Turn = { p99: number; refused: number; p95: number };

/**
 * How a shop fares beside one that is much busier: its webhooks and pages, and how many of either were refused. The
 * baseline is the same shop alone.
 */
export async function benchNeighbour(
  lab: Lab,
  size: NeighbourSize = SIZE,
): Promise<Map<BenchName, Figure>> {
  return await lab.withBed(async (busy) => {
    const quiet = { ...busy, shop: await installedShop(busy.owner) };
    await fillWithPeople(quiet, size.ownPeople);
    await fillWithPeople(busy, size.people);
    await fillProducts(busy);
    await Promise.all([openAdmin(quiet), openAdmin(busy)]);
    const server = await startWeb(lab, busy);
    const worker = await startWorker(lab, busy);
    const alone = await ownTurn(lab, server, quiet, size.aloneSeconds, 'alone');
    const pressing = runBusyShop(lab, server, busy, size.seconds + 2 * LEAD_SECONDS);
    await pause(LEAD_SECONDS * SECOND);
    const beside = await ownTurn(lab, server, quiet, size.seconds, 'beside');
    await pressing;
    const { peakMb } = await server.process.usage();
    lab.say(`neighbour: the web process took ${peakMb.toFixed(0)} MB at most`);
    await Promise.all([server.process.kill('SIGTERM'), worker.kill('SIGTERM')]);
    return new Map<BenchName, Figure>([
      ['neighbour.p99', { value: beside.p99, baseline: alone.p99 }],
      ['neighbour.refused', { value: beside.refused, baseline: alone.refused }],
      ['neighbour.pages', { value: beside.p95, baseline: alone.p95 }],
    ]);
  });
}

/** Webhooks and pages of the shop that is looked after. */
async function ownTurn(
  lab: Lab,
  server: Server,
  bed: Bed,
  seconds: number,
  how: string,
): Promise<Turn> {
  const intake = { kind: 'open', seconds, perSecond: HOOKS_PER_SECOND };
  const [hooks, looks] = await Promise.all([
    load(server, bed, intake, 0, CONNECTIONS).then((result) => Hooks.parse(result)),
    visit(server, bed, { seconds, phase: { kind: 'pages', perSecond: PAGES_PER_SECOND } }).then(
      (result) => Looks.parse(result),
    ),
  ]);
  lab.say(
    `neighbour ${how}: webhooks ${hooks.perSecond.toFixed(1)}/s, p99 ${hooks.p99.toFixed(0)} ms, ${String(hooks.failed)} refused; ${String(looks.asked)} pages, p95 ${looks.p95.toFixed(0)} ms, max ${looks.max.toFixed(0)} ms, ${String(looks.failed)} refused`,
  );
  return { p99: hooks.p99, refused: hooks.failed + looks.failed, p95: looks.p95 };
}

/** Everything that the busy shop and its staff may do. */
async function runBusyShop(lab: Lab, server: Server, bed: Bed, seconds: number): Promise<void> {
  const perSecond = TIMES_AS_BUSY * HOOKS_PER_SECOND;
  const [hooks, { tally }] = await Promise.all([
    load(server, bed, { kind: 'open', seconds, perSecond }, 0, BUSY_CONNECTIONS).then((result) =>
      Hooks.parse(result),
    ),
    visit(server, bed, { seconds, phase: EXPENSIVE }).then((result) => Pressed.parse(result)),
  ]);
  // What is refused costs little: then nothing expensive was measured.
  if (tally['count refused'] !== undefined)
    throw new Error('The expensive predicate is not allowed.');
  const answers = Object.entries(tally).map(([kind, times]) => `${String(times)} ${kind}`);
  lab.say(
    `neighbour, the busy shop: webhooks ${hooks.perSecond.toFixed(0)}/s, p99 ${hooks.p99.toFixed(0)} ms, ${String(hooks.failed)} refused; ${answers.join(', ')}`,
  );
}

async function visit({ url }: Server, { shop }: Bed, job: object): Promise<unknown> {
  const JOB = JSON.stringify({ url, domain: shop.domain, ...job });
  return await resultOf('tests/bench/admin-generator.ts', { JOB }, 'result');
}
