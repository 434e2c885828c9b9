import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#app/lib/clock.ts';
import { openKeyRing, type KeyRing } from '#app/platform/key-ring.server.ts';
import { rootKey } from '#app/platform/root-keys.server.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import { hostParameter, sessionToken } from '#tests/store/front/session-token.ts';
import { startStore } from '#tests/store/start.ts';
import type { Store, StoreOptions } from '#tests/store/store.ts';
import { startChild, type Child } from './child.ts';
import { freePort } from './free-port.ts';

/** The whole environment on this machine: a store, the app's two processes, and a database they share. */
export type Stack = {
  store: Store;
  appUrl: string;
  databaseUrl: string;
  /** The keys that its processes seal with. */
  ring: KeyRing;
  web: Child;
  worker: Child;
  /** Installs the app in the store, as opening it in the admin does. */
  install(): Promise<void>;
  /** Starts a process again after it was killed. */
  restart(which: 'web' | 'worker'): Promise<void>;
  /**
   * Starts a worker beside `worker`; the caller ends it.
   * @param clockOffMs how far the clock of its host is ahead, milliseconds; 0 by default
   */
  anotherWorker(clockOffMs?: number): Promise<Child>;
  /** Starts a web process beside `web`, with other settings if given; the caller ends it. */
  anotherWeb(settings?: Record<string, string>): Promise<{ child: Child; url: string }>;
  close(): Promise<void>;
};

export type StackOptions = {
  /** As superuser, for tests that read what the processes wrote. */
  databaseUrl: string;
  /** As the login of web and worker. */
  runtimeUrl: string;
  /** Folder for the app's own files. */
  dataDir: string;
  clock: Clock;
  /** The file behind `clock`, when it is simulated. */
  clockFile?: string;
  products: StoreOptions['products'];
  webhooks?: StoreOptions['webhooks'];
  /** Access scopes the store grants; all that Tendril asks for by default. */
  scopes?: string;
  /** IANA name of the store's zone; that of London by default. */
  timezone?: string;
  /** Wanted ports; any free one when taken or not given. */
  ports?: { web?: number; store?: number; smtp?: number };
  /** Of the environment of the app's processes, beside what they need to start. */
  settings?: Record<string, string>;
  /** Whether the app may ask the mail server what it took; the default. */
  lookup?: boolean;
};

export const API_KEY = 'local-api-key';
export const API_SECRET = 'local-api-secret';
/** Fixed, because everything it protects lives and ends with the stack. */
const ENCRYPTION_KEY = Buffer.alloc(32, 'local stack').toString('base64');
const CONNECT = './tests/store/connect.ts';
const HOST_CLOCK = './tests/stack/host-clock.ts';
const READY_POLL_MS = 50;

/** Starts a store, the web process and the worker on a migrated database, in that order. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const webPort = await freePort(options.ports?.web);
  const appUrl = `http://localhost:${String(webPort)}`;
  const store = await startStore({
    port: await freePort(options.ports?.store),
    smtpPort: await freePort(options.ports?.smtp),
    appUrl,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    clock: options.clock,
    products: options.products,
    webhooks: options.webhooks,
    ...(options.scopes === undefined ? {} : { scopes: options.scopes }),
    ...(options.timezone === undefined ? {} : { timezone: options.timezone }),
  });
  const env = {
    NODE_ENV: 'production' as const,
    PORT: String(webPort),
    DATABASE_URL: options.runtimeUrl,
    DATA_DIR: options.dataDir,
    SHOPIFY_API_KEY: API_KEY,
    SHOPIFY_API_SECRET: API_SECRET,
    SHOPIFY_APP_URL: appUrl,
    ENCRYPTION_KEY,
    SMTP_URL: store.smtpUrl,
    MAIL_FROM: 'shops@tendril.example',
    STORE_URL: store.url,
    ADMIN_ORIGIN: store.url,
    APP_BRIDGE_URL: `${store.url}/app-bridge.js`,
    LOG_LEVEL: 'info',
    ...(options.lookup === false ? {} : { MAIL_LOOKUP_URL: `${store.url}/mailbox/lookup` }),
    ...(options.clockFile === undefined ? {} : { CLOCK_FILE: options.clockFile }),
    ...options.settings,
  };
  const start = {
    async web(settings: Record<string, string> = {}): Promise<Child> {
      const web = startChild('app/web.server.ts', {
        env: { ...env, ...settings },
        preload: [CONNECT],
      });
      await web.saying('Tendril is listening');
      return web;
    },
    async worker(clockOffMs = 0): Promise<Child> {
      const worker = startChild('app/worker.server.ts', {
        env: { ...env, HOST_CLOCK_OFF_MS: String(clockOffMs) },
        preload: clockOffMs === 0 ? [CONNECT] : [HOST_CLOCK, CONNECT],
      });
      await worker.saying('worker ready');
      return worker;
    },
  };
  const [web, worker] = await Promise.all([start.web(), start.worker()]);
  const stack: Stack = {
    store,
    appUrl,
    databaseUrl: options.databaseUrl,
    ring: openKeyRing([rootKey(Buffer.from(ENCRYPTION_KEY, 'base64'))]),
    web,
    worker,
    install: () => install(store, appUrl, stack.web),
    async restart(which) {
      stack[which] = await start[which]();
    },
    anotherWorker: (clockOffMs) => start.worker(clockOffMs),
    async anotherWeb(settings) {
      const port = String(await freePort());
      return {
        child: await start.web({ ...settings, PORT: port }),
        url: `http://localhost:${port}`,
      };
    },
    async close() {
      await Promise.all([stack.web.kill('SIGTERM'), stack.worker.kill('SIGTERM')]);
      await store.close();
    },
  };
  return stack;
}

async function install(store: Store, appUrl: string, web: Child): Promise<void> {
  const shop = store.options.shopDomain;
  await eventually('the app installed', async () => {
    const token = sessionToken({ shop, apiKey: API_KEY, apiSecret: API_SECRET, nowMs: Date.now() });
    const query = new URLSearchParams({
      embedded: '1',
      shop,
      host: hostParameter(shop),
      id_token: token,
    });
    // An empty user agent: the library takes Node's own for a bot.
    const answer = await fetch(`${appUrl}/app?${query.toString()}`, {
      headers: { 'user-agent': '' },
    });
    // On a crowded machine a page may find no connection in time; a merchant loads it again.
    if (answer.ok || answer.status >= 500) return answer.ok;
    throw new Error(
      `The app could not be installed: ${String(answer.status)} ${await answer.text()}\n${web.output()}`,
    );
  });
}

/** Waits until something holds; throws with `what` when it never does. */
export async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what}: not after ${String(WAIT_MS)} ms.`);
    await sleep(READY_POLL_MS);
  }
}
