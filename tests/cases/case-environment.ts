import { randomBytes } from 'node:crypto';
import { createServices, type Services } from '#app/services.server.ts';
import { installShop } from '#app/shopify/install.server.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { workerTasks } from '#tests/setup/worker-tasks.ts';
import { testEnvironment } from '#tests/setup/test-environment.ts';
import { startMailServer, type MailServer } from './mail-server.ts';
import { adminOf, startFileServer, type ShopifySide } from './shopify-side.ts';
import { openStoryQueue, type StoryClock, type StoryQueue } from './story-queue.ts';
import type { Situation } from './words.ts';

/** What a step was answered. */
export type StepAnswer = { status: number; body: string };

/** An uploaded file as its merchant saw it. */
export type SentFile = {
  id: string | null;
  refusal: string | null;
  sample: string[][];
  header: string[];
};

/** One story under way. */
export type Story = {
  start: number;
  shop: { id: string; domain: string; host: string };
  shopify: ShopifySide;
  clock: StoryClock;
  services: Services;
  db: TestDatabase;
  mailServer: MailServer;
  queue: StoryQueue;
  /** By the name that a step gave them. */
  answers: Map<string, StepAnswer[]>;
  files: Map<string, SentFile>;
};

/** The app with everything around it, for one story after the other. */
export type CaseEnvironment = {
  begin(situation: Situation): Promise<Story>;
  end(story: Story): Promise<void>;
  close(): Promise<void>;
};

/** Opens the app's own components in this process: HTTP handlers, jobs, mailer; mail and files go over real connections. */
export async function openCaseEnvironment(db: TestDatabase): Promise<CaseEnvironment> {
  let now = 0;
  const clock: StoryClock = { now: () => now, set: (ms) => void (now = ms) };
  const [mailServer, files] = await Promise.all([startMailServer(clock), startFileServer()]);
  const environment = testEnvironment(db.runtimeUrl);
  const shops = new Map<string, ShopifySide>();
  const built = await createServices(environment, 'worker');
  const services: Services = {
    ...built,
    environment: { ...environment, STORE_URL: files.url },
    clock,
    adminOf(domain) {
      const side = shops.get(domain);
      if (!side) throw new Error(`There is no shop ${domain}.`);
      return adminOf(side, files);
    },
    // No domain is proven.
    resolveTxt: () => Promise.resolve([]),
    resolveMx: () => Promise.resolve([]),
    readPolicy: () => Promise.resolve([]),
  };
  const { tasks, mailer } = await workerTasks(services, mailServer.url);

  return {
    async begin({ id, start, shop: about }) {
      const domain = `case-${id}-${randomBytes(4).toString('hex')}.myshopify.com`;
      const at = Date.parse(start);
      clock.set(at);
      mailServer.reset();
      const count = async () => {
        const { rows } = await db.owner.query<{ count: number }>(
          `select count(*)::int as count from product join shop on shop.id = shop_id
            where domain = $1 and status <> 'deleted'`,
          [domain],
        );
        return rows[0]?.count ?? 0;
      };
      const number = shops.size + 1;
      const bulk = new Map<string, string>();
      const shopify = { number, domain, about, bulk, products: count };
      shops.set(domain, shopify);
      const shopId = await installShop(built.pool, services.adminOf(domain), at);
      const { host } = new URL(about.storefront ?? `https://${domain}`);
      return {
        start: at,
        shop: { id: shopId, domain, host },
        shopify,
        clock,
        services,
        db,
        mailServer,
        queue: openStoryQueue(shopId, clock, db, tasks),
        answers: new Map(),
        files: new Map(),
      };
    },
    async end({ shop }) {
      // Nothing of it is due any more.
      await db.owner.query('update shop set uninstalled_at = now() where id = $1', [shop.id]);
    },
    async close() {
      mailer.close();
      await Promise.all([mailServer.close(), files.close()]);
      await built.close();
    },
  };
}
