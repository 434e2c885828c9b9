/**
 * The admin of one shop, a process of its own: loads pages at a steady rate, or repeats the most expensive counts and searches again
 * and again. Does the job in JOB and prints `result ` and a JSON line.
 */
import { z } from 'zod';
import { openAdminSender, type AdminAsk } from './admin-visit.ts';
import { expensiveCount, expensiveSearch, peoplePage } from './expensive-requests.ts';
import { closedLoop, openLoop, quantile } from './load.ts';

const Job = z.object({
  url: z.string(),
  domain: z.string(),
  seconds: z.number(),
  phase: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('pages'), perSecond: z.number() }),
    /** So many counts and so many searches at once, each asked as soon as the last was answered. */
    z.object({ kind: z.literal('dear'), counts: z.number(), searches: z.number() }),
  ]),
});

/** The pages that a staff member opens first. */
const PAGES: AdminAsk[] = [
  { path: '/app?index&_data=routes%2Fapp._index' },
  peoplePage(),
  { path: '/app/segments?index&_data=routes%2Fapp.segments._index' },
];
/** Enough for pages that wait for each other. */
const CONNECTIONS = 16;
const OUTCOME = /"outcome":"(\w+)"/;

const { url, domain, seconds, phase } = Job.parse(JSON.parse(process.env.JOB ?? ''));
const result =
  phase.kind === 'pages' ? await loadPages(phase.perSecond) : await countAndSearch(phase);
process.stdout.write(`result ${JSON.stringify(result)}\n`);

async function loadPages(perSecond: number): Promise<object> {
  const shoot = openAdminSender(url, domain, CONNECTIONS);
  const page = (n: number) => shoot(PAGES[n % PAGES.length] ?? peoplePage());
  for (const ask of PAGES) await shoot(ask);
  const answers = await openLoop(page, perSecond, seconds);
  const times = answers.map(({ ms }) => ms);
  return {
    asked: answers.length,
    failed: answers.filter(({ status }) => status !== 200).length,
    p95: quantile(times, 0.95),
    max: quantile(times, 1),
  };
}

async function countAndSearch({
  counts,
  searches,
}: {
  counts: number;
  searches: number;
}): Promise<object> {
  const shoot = openAdminSender(url, domain, counts + searches);
  const end = performance.now() + seconds * 1_000;
  const goesOn = () => performance.now() < end;
  const tally: Record<string, number> = {};
  async function ask(kind: string, what: AdminAsk) {
    const answer = await shoot(what);
    const outcome = OUTCOME.exec(answer.text)?.[1] ?? String(answer.status);
    const key = `${kind} ${kind === 'count' ? outcome : String(answer.status)}`;
    tally[key] = (tally[key] ?? 0) + 1;
    return answer;
  }
  await Promise.all([
    closedLoop((n) => ask('count', expensiveCount(n)), counts, goesOn),
    closedLoop((n) => ask('search', expensiveSearch(n)), searches, goesOn),
  ]);
  return { tally };
}
