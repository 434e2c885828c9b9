import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ADMIN_PAGE_NAMES } from '#app/access/admin-pages.ts';
import { PUBLIC_ROUTES, ROUTE_CASES } from '#tests/access/route-cases.ts';

const ROUTES = join(import.meta.dirname, '../../app/routes');

/** The methods that a route's file answers. */
function methodsOf(source: string): string {
  const loads = /export (?:async )?function loader\b/.test(source);
  const acts = /export (?:async )?function action\b/.test(source);
  return [...(loads ? ['GET'] : []), ...(acts ? ['POST'] : [])].join();
}

/** Whether a route's file shows a page, rather than the frame of all pages or an answer to a program. */
function isPage({ route, source }: { route: string; source: string }): boolean {
  return route.startsWith('app.') && source.includes('export default');
}

/** The pages whose admission a route's file asks for. */
function pagesNamed(source: string): string[] {
  const named = source.matchAll(/await authenticatePage\(request, context, '([^']+)'\)/g);
  return [...named].map(([, page = '']) => page);
}

/** How often a route's file asks for an admission: once a loader or action. */
function admissions(source: string): number {
  const asked = source.matchAll(/await authenticateAdmin\(request, context, '[a-z.]+'\)/g);
  return [...asked].length + pagesNamed(source).length;
}

async function routesInFolder(): Promise<{ route: string; source: string }[]> {
  const files = (await readdir(ROUTES)).filter((file) => /\.tsx?$/.test(file));
  return await Promise.all(
    files.map(async (file) => ({
      route: file.replace(/\.tsx?$/, ''),
      source: await readFile(join(ROUTES, file), 'utf8'),
    })),
  );
}

test('every route is in the matrix of tests/access, with each method that it answers', async () => {
  const routes = await routesInFolder();
  const found = routes
    .filter(({ route }) => !PUBLIC_ROUTES.includes(route))
    .map(({ route, source }) => `${route} ${methodsOf(source)}`);
  const listed = Object.entries(ROUTE_CASES).map(
    ([route, one]) => `${route} ${['GET', 'POST'].filter((method) => method in one).join()}`,
  );
  expect(found.sort()).toEqual(listed.sort());
});

test('every loader and action of an admin page names the permission that it needs', async () => {
  for (const { route, source } of await routesInFolder()) {
    const expected = PUBLIC_ROUTES.includes(route) ? 0 : methodsOf(source).split(',').length;
    expect(admissions(source), route).toBe(expected);
  }
});

test('every page is in the table of pages, and its loader asks for itself', async () => {
  const pages = (await routesInFolder()).filter(isPage);
  expect(pages.map(({ route }) => route).sort()).toEqual(ADMIN_PAGE_NAMES.toSorted());
  for (const { route, source } of pages) expect(pagesNamed(source), route).toEqual([route]);
});

test('a page reads the counter of what it shows before anything that it shows', async () => {
  const BEFORE = ['authenticateAdmin', 'authenticatePage', 'inShop', 'recordRead'];
  for (const { route, source } of await routesInFolder()) {
    const [, start] = /function loader\b([^]*?)\bawait readLive\(/.exec(source) ?? [];
    const awaited = [...(start ?? '').matchAll(/\bawait (\w+)/g)].map(([, name]) => name);
    expect(
      awaited.filter((name) => !BEFORE.includes(name ?? '')),
      `${route}: what changes before the counter is read would count as known`,
    ).toEqual([]);
  }
});

/** What a route must not do by hand: `parseIntent` reads its form, `parseQuery` its address, and both refuse. */
const BY_HAND = /\.formData\(\)|status: 400/;
/** The tables of an open page, and the way in from Shopify, which have no form of ours. */
const WITHOUT_FORM = ['app.changes', 'auth.$'];

test('every action reads what was sent by its schema and refuses none by hand', async () => {
  const byHand = (await routesInFolder())
    .filter(({ route }) => !WITHOUT_FORM.includes(route))
    .flatMap(({ route, source }) => {
      const found = BY_HAND.exec(source);
      return found ? [`${route}: ${found[0]} belongs in app/platform/parse-intent.ts`] : [];
    });
  expect(byHand).toEqual([]);
});

test('every action takes what parseIntent or parseQuery read', async () => {
  const withoutEither = (await routesInFolder()).filter(
    ({ route, source }) =>
      !PUBLIC_ROUTES.includes(route) &&
      /export (?:async )?function action\b/.test(source) &&
      !/function action\b[^]*?\bparse(?:Intent|Query)\(/.test(source),
  );
  expect(withoutEither.map(({ route }) => route)).toEqual([]);
});
