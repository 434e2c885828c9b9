/**
 * `npm run demo`: a store comes alive. Starts database, store, mailbox, web process and worker, imports the months
 * before, replays the last weeks with simulated shoppers, prints what came of it and stays open to be looked at.
 * With `--once` it prints and ends, with `--small` less of everything happens; it fails when the balance of what was done does not
 * hold.
 */
import { rm } from 'node:fs/promises';
import { removeEmbeddedDatabase } from '#app/platform/embedded-database.server.ts';
import { DAY, SECOND } from '#app/lib/duration.ts';
import { ensureBuild } from '#tests/stack/build.ts';
import { guardedDatabase } from '#tests/stack/guarded-database.ts';
import { migrate } from '../../prisma/migrate.server.ts';
import { figureTable, type DemoFigures } from './figures.ts';
import { openStage, type OpenStage } from './open-stage.ts';
import { playDemo, type Stage } from './play.ts';
import { showProgressBar } from './progress-bar.ts';
import { SMALL_DEMO, WHOLE_DEMO } from './sizes.ts';

const once = process.argv.includes('--once');
const size = process.argv.includes('--small') ? SMALL_DEMO : WHOLE_DEMO;
const DATA_DIR = '.data/demo';
const PORTS = { web: 3000, store: 4000, smtp: 4025 };

const ended = new Promise<void>((end) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end());
});

say('Tendril demo: a store comes alive.');
await removeEmbeddedDatabase(DATA_DIR);
await rm(DATA_DIR, { recursive: true, force: true });
say('Building the admin pages (only after a change) and starting PostgreSQL …');
await ensureBuild();
const built = performance.now();
const database = await guardedDatabase(DATA_DIR, [], { temporary: false });
let open: OpenStage | undefined;
try {
  await migrate(database.url, { runtimeUrl: database.runtimeUrl });
  const urls = { databaseUrl: database.url, runtimeUrl: database.runtimeUrl };
  open = await openStage({ ...urls, dataDir: DATA_DIR, ports: PORTS }, size, Date.now());
  const { stage } = open;
  say(addresses(stage));
  phase('Database and processes', (performance.now() - built) / SECOND);
  const played = play(open);
  // Stopped early, it is not waited for; what it started is stopped below.
  played.catch(() => undefined);
  const result = await Promise.race([played, ended]);
  if (!result?.balanceHolds) process.exitCode = 1;
  if (result && !once) await stayOpen(stage);
} finally {
  await open?.close();
  await database.stop();
}

async function play({ stage, period }: OpenStage): Promise<DemoFigures> {
  const result = await playDemo(stage, size, period, { progress: showProgressBar, phase });
  phase('Altogether, after the build', (performance.now() - built) / SECOND);
  say(`\n${figureTable(result.figures)}\n`);
  if (!result.balanceHolds)
    say('The balance does NOT hold: some mails, banners or runs are not accounted for.');
  return result;
}

async function stayOpen(stage: Stage): Promise<void> {
  stage.clock.setRate(1);
  say(
    `${addresses(stage)}\nThe clock runs in real time now; speed it up on the first page. Ctrl+C ends the demo.`,
  );
  // A promise alone does not keep the process alive.
  const alive = setInterval(() => undefined, DAY);
  await ended;
  clearInterval(alive);
}

function phase(name: string, seconds: number): void {
  say(`  ${name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s`);
}

function addresses({ stack: { store } }: Stage): string {
  return [
    `  Everything on one page  ${store.url}/`,
    `  Admin                   ${store.url}/admin`,
    `  Storefront              ${store.url}/storefront`,
    `  Mailbox                 ${store.url}/mailbox`,
  ].join('\n');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
