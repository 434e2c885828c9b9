import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import pg from 'pg';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { commonTmpdir } from '#app/platform/unprivileged-user.server.ts';
import { NEVER_MS } from '#tests/setup/never.ts';
import { productsOf } from '#tests/fixtures/orders/products.ts';
import { readInvoices } from '#tests/fixtures/orders/read-invoices.ts';
import { ensureBuild } from '#tests/stack/build.ts';
import { guardedDatabase } from '#tests/stack/guarded-database.ts';
import { startStack, type Stack } from '#tests/stack/stack.ts';
import { workDone } from '#tests/stack/work-left.ts';
import { openSpeedClock } from '#tests/store/front/speed-clock.ts';
import { migrate } from '../../prisma/migrate.server.ts';

/** The whole environment, installed in its store, with time controlled by the test. */
export type LiveStack = Stack & {
  /** Waits until nothing is under way. */
  settled(): Promise<void>;
  /** Lets hours of simulated time pass, and everything happen that they make due. */
  passTime(hours: number): Promise<void>;
  /** Lets time pass until ten in the morning of the next day, when no shop has quiet hours. */
  untilMorning(): Promise<void>;
};

const MORNING = Date.parse('2026-11-23T10:00:00Z');
const PRODUCTS = 24;
/** The mailbox shows mails in a frame without scripts, where Playwright's own are refused as well. */
const REFUSED_IN_MAIL = "Blocked script execution in 'about:srcdoc'";
/** How the browser notes that a page was refused to a member of staff. */
const NOT_ALLOWED = /the server responded with a status of 403/;

type Fixtures = {
  /** A page in a browser of its own, as another person would have. */
  newVisitor: () => Promise<Page>;
  /** Whether pages are requested that the staff member may not see. */
  asksTooMuch: boolean;
};

/** Playwright's `test` with the environment running; an error in any page's script or console fails the test. */
export const test = base.extend<Fixtures, { environment: string; stack: LiveStack }>({
  // Tests that count all people of the shop name an environment of their own; the others share one.
  environment: ['shared', { scope: 'worker', option: true }],
  stack: [
    ({ browser: _browser, environment: _environment }, use) => withStack(use),
    { scope: 'worker', timeout: NEVER_MS },
  ],
  asksTooMuch: [false, { option: true }],
  async context({ context, asksTooMuch }, use) {
    const errors = watch(context);
    await use(context);
    expect(errors.filter((error) => !asksTooMuch || !NOT_ALLOWED.test(error))).toEqual([]);
  },
  async newVisitor({ browser }, use) {
    const opened: { context: BrowserContext; errors: string[] }[] = [];
    await use(async () => {
      const context = await browser.newContext();
      opened.push({ context, errors: watch(context) });
      return await context.newPage();
    });
    for (const { context } of opened) await context.close();
    expect(opened.flatMap(({ errors }) => errors)).toEqual([]);
  },
});

export { expect };

/** Collects what goes wrong in the pages of a browser. */
function watch(context: BrowserContext): string[] {
  const errors: string[] = [];
  context.on('weberror', (problem) =>
    errors.push(problem.error().stack ?? String(problem.error())),
  );
  context.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !text.startsWith(REFUSED_IN_MAIL))
      errors.push(`${text} (${message.location().url})`);
  });
  return errors;
}

async function withStack(use: (stack: LiveStack) => Promise<void>): Promise<void> {
  await ensureBuild();
  const dataDir = await mkdtemp(join(commonTmpdir(), 'tendril-e2e-'));
  await chmod(dataDir, 0o755);
  const database = await guardedDatabase(dataDir, ['fsync=off', 'full_page_writes=off'], {
    temporary: true,
  });
  try {
    const { url: databaseUrl, runtimeUrl } = database;
    await migrate(databaseUrl, { runtimeUrl });
    await withStackOn({ databaseUrl, runtimeUrl }, dataDir, use);
  } finally {
    await database.stop('immediate');
    await rm(dataDir, { recursive: true });
  }
}

async function withStackOn(
  urls: { databaseUrl: string; runtimeUrl: string },
  dataDir: string,
  use: (stack: LiveStack) => Promise<void>,
): Promise<void> {
  const clockFile = join(dataDir, 'clock.json');
  const clock = openSpeedClock(clockFile, { realMs: Date.now(), virtualMs: MORNING, rate: 1 });
  const products = productsOf(await readInvoices(), { top: PRODUCTS, stock: 500 });
  const stack = await startStack({ ...urls, dataDir, clock, clockFile, products });
  const owner = new pg.Pool({ connectionString: urls.databaseUrl, max: 1 });
  const processes = () => [stack.web, stack.worker];
  const watched = { store: stack.store, clock, owner, processes };
  async function pass(ms: number): Promise<void> {
    await workDone(watched);
    clock.skip(ms);
    await workDone(watched);
  }
  try {
    await stack.install();
    await use({
      ...stack,
      settled: () => workDone(watched),
      passTime: (hours) => pass(hours * HOUR),
      untilMorning: () => pass(DAY - ((clock.now() - MORNING) % DAY)),
    });
  } finally {
    await owner.end();
    await stack.close();
  }
}
