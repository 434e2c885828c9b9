import { Agent, request } from 'node:http';
import { adminHeaders, openAdmin, openAdminSender } from './admin-visit.ts';
import { startWeb } from './app-process.ts';
import type { Figure } from './benches.ts';
import type { Lab } from './lab.ts';
import { quantile } from './load.ts';

const TIMES = 200;
/** Until the process has compiled what it refuses with. */
const WARM_UP = 20;
const MB = 1024 * 1024;
/** As browsers and proxies connect, though each refused connection is ended here. */
const agent = new Agent({ keepAlive: true });
const PATH = '/app/settings/keys?_data=routes%2Fapp.settings_.keys';

export const OVER_CAP_SIZES = `page.overCap: slowest of ${String(TIMES)} refusals of a page's body, in turns 8 MB of fields, the same in chunks without a length, and 1,001 fields`;

/** Bodies over the cap; whether the header says how long they are. */
const BODIES = [
  { body: Buffer.from('a&'.repeat(4 * MB)), isTold: true },
  { body: Buffer.from('a&'.repeat(4 * MB)), isTold: false },
  { body: Buffer.from(`${'a&'.repeat(1_000)}a`), isTold: true },
] as const;

/**
 * How long a refusal takes of what is more than a page may be sent. The baseline is the page itself, asked for as
 * often.
 * @returns milliseconds, the slowest
 */
export async function benchOverCap(lab: Lab, times = TIMES): Promise<Figure> {
  return await lab.withBed(async (bed) => {
    await openAdmin(bed);
    const { url, process } = await startWeb(lab, bed);
    const { domain } = bed.shop;
    const refusals = await timesOf(times, (turn) => refusal(url, domain, turn));
    const shoot = openAdminSender(url, domain, 1);
    const pages = await timesOf(times, async () => {
      const { status, ms } = await shoot({ path: PATH });
      if (status !== 200) throw new Error(`The page was answered with ${String(status)}.`);
      return ms;
    });
    await process.kill('SIGTERM');
    const [value, baseline] = [quantile(refusals, 1), quantile(pages, 1)];
    const kinds = BODIES.map((_, kind) =>
      quantile(
        refusals.filter((_ms, turn) => turn % BODIES.length === kind),
        1,
      ).toFixed(1),
    );
    lab.say(
      `page.overCap: p50 ${quantile(refusals, 0.5).toFixed(1)} ms, slowest ${value.toFixed(1)} ms (by kind ${kinds.join(', ')}); the page ${baseline.toFixed(1)} ms`,
    );
    return { value, baseline };
  });
}

async function timesOf(times: number, work: (turn: number) => Promise<number>): Promise<number[]> {
  for (let turn = 0; turn < WARM_UP; turn += 1) await work(turn);
  const took: number[] = [];
  for (let turn = 0; turn < times; turn += 1) took.push(await work(turn));
  return took;
}

/** Milliseconds from the first byte of a body to the answer that it is too much. */
function refusal(url: string, domain: string, turn: number): Promise<number> {
  const { body, isTold: hasLength } = BODIES[turn % BODIES.length] ?? BODIES[0];
  const headers = {
    ...adminHeaders(domain),
    'content-type': 'application/x-www-form-urlencoded',
    ...(hasLength ? { 'content-length': String(body.length) } : {}),
  };
  const start = performance.now();
  return new Promise((answered, failed) => {
    const outgoing = request(url + PATH, { method: 'POST', headers, agent }, (incoming) => {
      const ms = performance.now() - start;
      const { statusCode = 0 } = incoming;
      if (statusCode === 413) answered(ms);
      else failed(new Error(`A body over the cap was answered with ${String(statusCode)}.`));
      // A refused client hangs up; the rest of the body is of no use.
      outgoing.destroy();
    });
    // After the answer these change nothing.
    outgoing.on('error', failed);
    outgoing.write(body);
    outgoing.end();
  });
}
