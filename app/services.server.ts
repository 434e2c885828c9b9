import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAddressLimit, type AddressLimit } from '#app/applications/address-limit.server.ts';
import { fileClock, realClock } from '#app/platform/clock.server.ts';
import { databaseClock } from '#app/platform/database-clock.server.ts';
import { boundPool, inShop, openPool } from '#app/platform/db.server.ts';
import { embeddedDatabase } from '#app/platform/embedded-database.server.ts';
import { readDatabaseTime } from '#app/platform/store/probe-database.server.ts';
import { createPolicies, type PolicyOf } from '#app/engine/shop-policy.server.ts';
import type { Environment } from '#app/platform/env.ts';
import { createEventsApi, type EventsApi } from '#app/events/api/events-api.server.ts';
import { createIntake, type Intake } from '#app/events/inbox/intake.server.ts';
import {
  createStorefrontIntake,
  type StorefrontIntake,
} from '#app/events/storefront/storefront-intake.server.ts';
import { loadAllDefinitions } from '#app/gallery/load-names.server.ts';
import { startFirstHistory } from '#app/imports/shopify/start-import.server.ts';
import { repeat } from '#app/platform/repeat.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { SECOND } from '#app/lib/duration.ts';
import { createLogger, type Logger } from '#app/platform/logger.server.ts';
import { openLayoutProcess } from '#app/messages/render/lay-out.server.ts';
import { createRenderer, type Renderer } from '#app/messages/render/renderer.server.ts';
import { createSnsRequests, type SnsRequests } from '#app/messages/feedback/sns-requests.server.ts';
import type { Sealer } from '#app/messages/links/links.ts';
import { mailOperator } from '#app/messages/sender/mail-operator.server.ts';
import type { MailOperator } from '#app/messages/sender/sending-domain.ts';
import type { DomainPorts } from '#app/messages/sending-domain/ask-domain.server.ts';
import { createDomainPorts } from '#app/messages/sending-domain/domain-ports.server.ts';
import { createProxyLimits, type ProxyLimits } from '#app/onsite/proxy-limits.server.ts';
import { openKeyRing, type KeyRing } from '#app/platform/key-ring.server.ts';
import { readRootKeys } from '#app/platform/root-keys.server.ts';
import { createKeyedSemaphore, type KeyedSemaphore } from '#app/platform/keyed-semaphore.ts';
import { vetLogin } from '#app/platform/runtime-login.server.ts';
import { createLiveCounts, type LiveCounts } from '#app/segments/builder/live-counts.server.ts';
import { createShopify, type Shopify } from '#app/shopify.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { adminClients } from '#app/shopify/admin-client.server.ts';
import { connectPixel } from '#app/shopify/connect-pixel.server.ts';
import { createDescribeStaff, type DescribeStaff } from '#app/shopify/describe-staff.server.ts';
import { encryptedSessionStorage } from '#app/shopify/encrypted-session-storage.server.ts';
import { installShop } from '#app/shopify/install.server.ts';
import { openSessionTable } from '#app/shopify/session-table.server.ts';
import { createShopDirectory, type ShopDirectory } from '#app/shopify/shop-directory.server.ts';

/** The long-lived objects of a process. HTTP handlers get them as an argument, routes as `context.services`. */
export type Services = DomainPorts & {
  environment: Environment;
  /** The time that journeys and scores live by: the database's, or simulated. */
  clock: Clock;
  logger: Logger;
  databaseUrl: string;
  /** Acts as the application's role, which row-level security binds. */
  pool: pg.Pool;
  /** Acts as the login itself, which may use the queue's tables. */
  queuePool: pg.Pool;
  shops: ShopDirectory;
  intake: Intake;
  shopify: Shopify;
  /** Shopify's library for tokens that are signed with each of the app's secrets. */
  shopifyBySecret: ReadonlyMap<string, Shopify>;
  /** Who a member of staff is, as Shopify says. */
  describeStaff: DescribeStaff;
  /** The Admin API of a shop, by its domain. */
  adminOf(shop: string): AdminClient;
  /** The app's secrets that Shopify may sign with: after a rotation the one before as well. */
  apiSecrets: readonly string[];
  /** Takes in what the storefront sends, separate from everything that is signed. */
  storefront: StorefrontIntake;
  /** The rules that each shop works by. */
  policyOf: PolicyOf;
  /** Who may report events, and how often. */
  api: EventsApi;
  /** The keys that seal what is stored. */
  ring: KeyRing;
  /** Seals the links in mails. */
  sealer: Sealer;
  /** What is asked of Amazon SNS. */
  sns: SnsRequests;
  /** With what mail is sent. */
  operator: MailOperator;
  /** Looks into the markup of emails that are published, and shows emails to staff. */
  markup: Renderer;
  /** How often one address may apply. */
  addressLimit: AddressLimit;
  /** How often shoppers may ask through Shopify's app proxy. */
  proxyLimits: ProxyLimits;
  /** Counts for the segment builder, two of a shop at once. */
  counts: LiveCounts;
  /** How much of a shop's pages is worked on at once. */
  pageSemaphore: KeyedSemaphore;
  /** Pools separate from the pages: of the app proxy, of links in mails, and of what providers report. Each shop takes turns. */
  shoppers: { proxy: pg.Pool; links: pg.Pool; feedback: pg.Pool };
  close(): Promise<void>;
};

/** The longest a statement may take in the web process, but for counts, which have less. */
const PAGE_STATEMENT_MS = 15 * SECOND;
/** Shopify hangs up after 5 s. */
const INTAKE_STATEMENT_MS = 3 * SECOND;
/**
 * Transactions of one shop's pages at once, of the 16 connections, and how many may wait for theirs. More at once would
 * not be answered sooner on two cores, and the webhooks of other shops would wait for all of them.
 */
const PAGES_AT_ONCE = 2;
const PAGES_WAITING = 64;
/**
 * The same for shoppers, of 8 connections: for the app proxy and for links in mails, neither of which waits for the
 * other.
 */
const PROXIED_AT_ONCE = 3;
const LINKS_AT_ONCE = 2;
const FEEDBACK_AT_ONCE = 1;
const SHOPPERS_WAITING = 128;

/**
 * Builds everything that lives as long as the process; the only place that does.
 * @param role what the process is, shown in the database's list of connections
 */
export async function createServices(
  environment: Environment,
  role: 'web' | 'worker',
): Promise<Services> {
  const logger = createLogger(environment.LOG_LEVEL);
  const ring = openKeyRing(readRootKeys(environment));
  const database = await openDatabase(environment);
  const vetting = await vetLogin(environment, database.url, logger, (error) => {
    logger.fatal({ err: error }, 'this process runs under a login that is refused; ending');
    process.exit(1);
  });
  // An idle connection that breaks would end the process without a listener; the pool opens a new one.
  const onIdleError = (err: Error) => logger.warn({ err }, 'an idle database connection broke');
  const openFor = (purpose: string, options: { max: number; min?: number; statementMs?: number }) =>
    openPool(database.url, { ...options, ring, name: `tendril ${role}${purpose}` }).on(
      'error',
      onIdleError,
    );
  const pool = openFor('', {
    max: 16,
    min: 4,
    ...(role === 'web' ? { statementMs: PAGE_STATEMENT_MS } : {}),
  });
  // However busy the pages of any shop keep theirs, a webhook finds a connection.
  const intakePool = openFor(' intake', { max: 6, min: 2, statementMs: INTAKE_STATEMENT_MS });
  // Shoppers never take the connections of the pages, nor the other way round.
  const shopperPool = openFor(' shoppers', { max: 8, min: 1, statementMs: INTAKE_STATEMENT_MS });
  const countPool = openFor(' counts', { max: 3 });
  const watch = await watchTime(environment, pool, role, logger);
  const { clock } = watch;
  const queuePool = new pg.Pool({
    connectionString: database.url,
    max: 12,
    // A connection that is not made must not hold up a worker of the queue for ever; it asks again.
    connectionTimeoutMillis: 5 * SECOND,
    application_name: `tendril ${role} queue`,
  })
    .on('error', onIdleError)
    // The queue keeps connections of its own busy for long, so it wants each of them watched.
    .on('connect', (client) => client.on('error', onIdleError));
  const storefront = createStorefrontIntake(
    openFor(' storefront', { max: 3, statementMs: INTAKE_STATEMENT_MS }),
    realClock,
    logger,
  );
  const sessionTable = openSessionTable(database.url);
  const sessions = encryptedSessionStorage(sessionTable, ring.sessionTokens);
  const apiSecrets = secretsOf(environment);
  const shopifyWith = (secret: string) =>
    createShopify({
      environment: { ...environment, SHOPIFY_API_SECRET: secret },
      sessions,
      afterAuth,
      logger,
    });
  const shopifyBySecret = new Map(apiSecrets.map((secret) => [secret, shopifyWith(secret)]));
  const shopify = shopifyBySecret.get(apiSecrets[0]) ?? shopifyWith(apiSecrets[0]);
  const adminOf = adminClients({
    async send(shop, text, variables) {
      const { admin } = await shopify.unauthenticated.admin(shop);
      return await admin.graphql(text, { variables, tries: 1 });
    },
    async forget(shop) {
      await sessions.deleteSession(`offline_${shop}`);
    },
    clock: realClock,
    random: () => Math.random(),
    sleep: (ms) => sleep(ms),
  });

  async function afterAuth(shop: string): Promise<void> {
    const now = clock.now();
    const shopId = await installShop(pool, adminOf(shop), now);
    await inShop(pool, shopId, async (client) => {
      await loadAllDefinitions(client, shopId);
      await startFirstHistory(client, shopId, now);
    });
    const pixel = await connectPixel(pool, adminOf(shop), shopId, environment.SHOPIFY_APP_URL);
    // Everything else works without it, and the next visit tries again.
    if (pixel.outcome === 'not_connected')
      logger.warn({ shop, reason: pixel.reason }, 'the web pixel could not be turned on');
    logger.info({ shop }, 'shop installed or token renewed');
  }

  const layout = openLayoutProcess();
  return {
    environment,
    clock,
    logger,
    databaseUrl: database.url,
    pool,
    queuePool,
    shops: createShopDirectory(intakePool, realClock),
    intake: createIntake(intakePool),
    counts: createLiveCounts(countPool),
    pageSemaphore: createKeyedSemaphore(PAGES_AT_ONCE, PAGES_WAITING),
    shoppers: {
      proxy: boundPool(shopperPool, createKeyedSemaphore(PROXIED_AT_ONCE, SHOPPERS_WAITING)),
      links: boundPool(shopperPool, createKeyedSemaphore(LINKS_AT_ONCE, SHOPPERS_WAITING)),
      feedback: boundPool(shopperPool, createKeyedSemaphore(FEEDBACK_AT_ONCE, SHOPPERS_WAITING)),
    },
    shopify,
    shopifyBySecret,
    describeStaff: createDescribeStaff(environment, apiSecrets, logger),
    adminOf,
    apiSecrets,
    storefront,
    policyOf: createPolicies(),
    api: createEventsApi(shopperPool, clock, realClock),
    ring,
    sealer: ring.mailLinks,
    sns: createSnsRequests(),
    operator: mailOperator(environment),
    markup: createRenderer(layout.lay),
    ...createDomainPorts(environment),
    addressLimit: createAddressLimit(),
    proxyLimits: createProxyLimits(),
    async close() {
      layout.close();
      await Promise.all([storefront.close(), watch.stop(), vetting.stop()]);
      await Promise.all(
        [pool, intakePool, shopperPool, countPool, queuePool].map((each) => each.end()),
      );
      await sessionTable.close();
      await database.release();
    },
  };
}

/** How often a process reads the database's clock. Its own drifts by less than a millisecond meanwhile. */
const ALIGN_MS = 10 * SECOND;

/**
 * The clock of a process. A worker does nothing before it knows the database's time; a web process can refuse
 * without one, and learns it as soon as the database is there.
 */
async function watchTime(
  { CLOCK_FILE }: Environment,
  pool: pg.Pool,
  role: 'web' | 'worker',
  logger: Logger,
): Promise<{ clock: Clock; stop(): Promise<void> }> {
  if (CLOCK_FILE !== undefined)
    return { clock: fileClock(CLOCK_FILE), stop: () => Promise.resolve() };
  const clock = databaseClock(() => readDatabaseTime(pool));
  const onError = (err: unknown) => {
    logger.warn({ err }, 'the database did not return its time; trying again');
  };
  const first = clock.align();
  await (role === 'worker' ? first : first.catch(onError));
  const aligning = repeat(ALIGN_MS, onError, () => clock.align());
  return { clock, stop: () => aligning.stop() };
}

/** The app's secrets that Shopify may sign with, newest first. */
function secretsOf({
  SHOPIFY_API_SECRET: newest,
  SHOPIFY_API_SECRET_PREVIOUS: previous,
}: Environment): [string, ...string[]] {
  return previous === undefined ? [newest] : [newest, previous];
}

type Database = { url: string; release(): Promise<void> };

/** The database the environment names, else the bundled server, brought to the newest shape. */
async function openDatabase({ DATABASE_URL, DATA_DIR }: Environment): Promise<Database> {
  if (DATABASE_URL !== undefined) return { url: DATABASE_URL, release: () => Promise.resolve() };
  const database = await embeddedDatabase(DATA_DIR);
  const { migrate } = await import('../prisma/migrate.server.ts');
  await migrate(database.url, { runtimeUrl: database.runtimeUrl });
  return { url: database.runtimeUrl, release: () => database.release() };
}
