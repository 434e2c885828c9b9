import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Live } from '#app/roll-ups/live-tables.ts';
import type { FigureName } from '#app/roll-ups/store/read-figures.server.ts';
import { callRoute, routeModules } from '#tests/access/call-route.ts';
import { openRoutes, STAFF } from '#tests/access/open-routes.ts';
import { SHOP, SHOP_ID } from '#tests/access/route-calls.ts';
import { ROUTE_CASES } from '#tests/access/route-cases.ts';
import { tablesRead, type ObservedPlan } from '#tests/plans/judge-plan.ts';
import { observedPool } from '#tests/plans/observe-plans.ts';
import { testDatabase } from '#tests/setup/database.ts';
import {
  CHANGED_WITH,
  COUNTED_OF,
  NOT_FOLLOWED,
  OF_VISIT,
  SHOWN_NOT_FOLLOWED,
} from './not-followed.ts';

const db = await testDatabase({ isFilled: true });
const routes = await openRoutes(db);
const observed = await observedPool(db.url, db.runtimeUrl, 0);
const modules = await routeModules();
afterAll(async () => {
  await observed.pool.end();
  await routes.close();
});

const pages = Object.entries(ROUTE_CASES).flatMap(([route, { GET = [] }]) =>
  GET.map((asked) => ({ route, input: asked.input?.(routes.own) ?? {} })),
);

/** What a page gives to the browser to follow; null when it follows nothing, as a file does not. */
function liveOf(answer: string): Live | null {
  if (!answer.startsWith('{')) return null;
  let live: Live | null = null;
  JSON.parse(answer, (key, value: Live) => {
    if (key === 'live') live = value;
    return value;
  });
  return live;
}

/** A statement of `readLive`. */
function isCounter({ statement }: ObservedPlan): boolean {
  return statement.includes("figure = 'changes'");
}

/** The tables that were read, where kept figures were read those that they are counted of. */
function tablesShown(plans: readonly ObservedPlan[]): string[] {
  return plans.flatMap((plan) => {
    if (isCounter(plan)) return [];
    const tables = tablesRead([plan]);
    if (!tables.includes('roll_up')) return tables;
    const asked = /{([^}]*)}/.exec(plan.parameters ?? '')?.[1]?.split(',') ?? [];
    return [
      ...tables.filter((table) => !table.startsWith('roll_up')),
      ...asked.map((figure) => COUNTED_OF[figure as FigureName]),
    ];
  });
}

/** What a page was found to follow, and which of the tables that it shows it does not. */
type Opened = { route: string; live: Live | null; missed: string[] };

async function open({ route, input }: (typeof pages)[number]): Promise<Opened> {
  const services = { ...routes.services, pool: observed.pool };
  const caller = { shop: SHOP, services, staffId: STAFF.owner };
  observed.take();
  const { status, text } = await callRoute(modules.get(route) ?? {}, 'GET', input, caller);
  expect(status, `${route}: ${text.slice(0, 300)}`).toBe(200);
  const shown = new Set(tablesShown(observed.take()));
  const live = liveOf(text);
  const followed = new Set<string>(live?.tables);
  const isFollowed = (table: string) =>
    followed.has(table) || (CHANGED_WITH[table] ?? []).some((other) => followed.has(other));
  const missed = [...shown].filter((table) => !OF_VISIT.has(table) && !isFollowed(table));
  return { route, live, missed: missed.sort() };
}

const opened: Opened[] = [];
beforeAll(async () => {
  for (const page of pages) opened.push(await open(page));
});

test('every page follows something, or it is said why not', () => {
  const silent = opened.filter(({ live }) => live === null).map(({ route }) => route);
  expect([...new Set(silent)].sort()).toEqual(Object.keys(NOT_FOLLOWED).sort());
});

test('a page that follows something follows each table that it shows, or it is said why not', () => {
  const found: Record<string, string[]> = {};
  for (const { route, live, missed } of opened)
    if (live !== null && missed.length > 0)
      found[route] = [...new Set([...(found[route] ?? []), ...missed])].sort();
  const shown = Object.entries(SHOWN_NOT_FOLLOWED).map(([route, tables = {}]) => [
    route,
    Object.keys(tables).sort(),
  ]);
  expect(found).toEqual(Object.fromEntries(shown));
});

test('a figure is counted of the table whose changes pages follow for it', async () => {
  const tables = [...new Set(Object.values(COUNTED_OF))];
  const counted = tables.map(
    (table) => `select '${table}' as "table", figure from figures_of_${table}($1)`,
  );
  const { rows } = await db.owner.query<{ table: string; figure: FigureName }>(
    `select distinct * from (${counted.join(' union all ')}) as counted`,
    [SHOP_ID],
  );
  expect(rows.length).toBeGreaterThan(4);
  for (const { table, figure } of rows) expect(COUNTED_OF[figure], figure).toBe(table);
});
