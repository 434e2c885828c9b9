import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobNames } from '#app/queue/catalog.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import { fillShop, type RouteIds } from '#tests/access/access-fixtures.ts';
import { callRoute, routeModules, type RouteInput } from '#tests/access/call-route.ts';
import { ROUTE_CASES } from '#tests/access/route-cases.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { receive } from '#tests/setup/received-deliveries.ts';
import { connectTo } from '#tests/store/connect-to.ts';
import { startTestApp, startTestStore } from '#tests/store/test-app.ts';
import { planFaults, tablesReadWidely } from './judge-plan.ts';
import { fillLike } from './like-people.ts';
import { seedModelPeople } from './model-people.ts';
import {
  fillSegment,
  makeWork,
  openPlanEnvironment,
  PLANNED_AT,
  type PlanEnvironment,
} from './plan-environment.ts';
import { LEAST_MS, OTHERS, SIZES } from './sizes.ts';
import { countRows, freezeStatistics, largest, makeMonths } from './tables.ts';

const SHOP = 'tendril-demo.myshopify.com';
const SHOP_ID = shopIdOf(SHOP);
const OTHER_SHOPS = 3;
/** A segment of most people, who stand last in the list by score. */
const FAR = 'rfm_lost';

/** Pages that read more rows of a table than half of its people, and why. All others read what they show. */
const READ_WIDELY: Partial<Record<string, readonly string[]>> = {
  // Bestsellers stand in where nothing is known to go with what a person likes.
  'app.people.$id': ['affinity'],
  'app.emails.$key_.preview': ['affinity'],
  'app.segments.$key_.ad-file': ['membership', 'profile'],
  // Others at the domain of an applicant.
  'app.wholesale.$id': ['profile'],
};

const modules = await routeModules();
/** What the planner knows of the tables when the shop is filled. */
const kinds = [
  { statistics: 'none', db: await testDatabase({ isFilled: true }) },
  { statistics: 'those of empty tables', db: await testDatabase({ isFilled: true }) },
  { statistics: 'those of other shops', db: await testDatabase({ isFilled: true }) },
];

describe.each(kinds)('with statistics: $statistics', ({ statistics, db }) => {
  let environment: PlanEnvironment;
  let ids: RouteIds;
  let sizes: Map<string, number>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const webhooks = await startTestApp();
    const store = await startTestStore(webhooks.url);
    connectTo(store.url);
    await makeMonths(db);
    await freezeStatistics(db);
    if (statistics === 'those of empty tables') await db.owner.query('analyze');
    environment = await openPlanEnvironment(db, store.url, LEAST_MS);
    close = async () => {
      await environment.close();
      await store.close();
      await webhooks.close();
    };
    const model = await installedShop(db.pool);
    await seedModelPeople(db.pool, model.id);
    await environment.run('deliver', model.id);
    for (let other = 0; other < OTHER_SHOPS; other += 1) {
      const { id } = await installedShop(db.pool);
      await fillLike(db.owner, model.id, id, OTHERS);
    }
    if (statistics === 'those of other shops') await db.owner.query('analyze');
    await load('app', {});
    await fillLike(db.owner, model.id, SHOP_ID, SIZES);
    ids = await fillShop(db, SHOP_ID, 'plans');
    await makeWork(db, SHOP_ID);
    await fillSegment(db, SHOP_ID, FAR);
    sizes = await countRows(db);
    environment.observed.take();
  });
  afterAll(async () => close());

  async function load(route: string, input: RouteInput) {
    const caller = { shop: SHOP, services: environment.services, staffId: '1' };
    return await callRoute(modules.get(route) ?? {}, 'GET', input, caller);
  }

  const pages = Object.entries(ROUTE_CASES).flatMap(([route, { GET = [] }]) =>
    GET.map((asked) => ({ route, asked })),
  );

  test.each(pages)('the page $route reads no input again and again', async ({ route, asked }) => {
    const { status, text } = await load(route, asked.input?.(ids) ?? {});
    expect(status, text.slice(0, 300)).toBe(200);
    const plans = environment.observed.take();
    expect(planFaults(plans, sizes)).toEqual([]);
    const allowed = READ_WIDELY[route] ?? [];
    const wide = tablesReadWidely(plans, SIZES.people / 2);
    expect(wide.filter((table) => !allowed.includes(table))).toEqual([]);
  });

  const tab = 'members';
  const ofMembers: { route: string; query: Record<string, string> }[] = [
    { route: 'app.segments.$key', query: { tab } },
    { route: 'app.segments.$key', query: { tab, direction: 'ascending' } },
    { route: 'app.segments.$key', query: { tab, sort: 'seen' } },
    { route: 'app.segments.$key', query: { tab, sort: 'spent' } },
    { route: 'app.segments.$key_.elsewhere', query: {} },
  ];
  test.each(ofMembers)(
    'of a large segment far down the list $route reads a part',
    async ({ route, query }) => {
      environment.observed.take();
      const { status } = await load(route, { params: { key: FAR }, query });
      expect(status).toBe(200);
      expect(tablesReadWidely(environment.observed.take(), SIZES.people / 2)).toEqual([]);
    },
  );

  test('a batch of deliveries looks up what its people did', async () => {
    const { rows } = await db.owner.query<{ token: string }>(
      `select token from cart where shop_id = $1 and kind = 'checkout' order by token limit 20`,
      [SHOP_ID],
    );
    expect(rows).toHaveLength(20);
    for (const { token } of rows) {
      const checkout = checkoutPayload({
        token,
        cart_token: null,
        email: null,
        customer: null,
      });
      await receive(db.pool, SHOP_ID, 'checkouts/update', checkout, token, PLANNED_AT);
    }
    environment.observed.take();
    await environment.run('drain', SHOP_ID);
    const wide = tablesReadWidely(environment.observed.take(), SIZES.people / 2);
    const grows = ['cart', 'event', 'identity', 'journey_run', 'purchase'];
    expect(wide.filter((table) => grows.includes(table))).toEqual([]);
  });

  test.each(jobNames)('the job %s reads no input again and again', async (job) => {
    await environment.run(job, SHOP_ID);
    const before = sizes;
    sizes = await countRows(db);
    expect(planFaults(environment.observed.take(), largest(before, sizes))).toEqual([]);
  });
});
