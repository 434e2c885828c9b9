import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { openRoutes, STAFF, type OpenRoutes } from './open-routes.ts';
import { METHODS, SHOP_ID, type Method } from './route-calls.ts';
import { PUBLIC_ROUTE_CASES, ROUTE_CASES } from './route-cases.ts';
import { rowSum } from './row-sums.ts';
import { nonsense, wrongInputs, type WrongInput } from './wrong-inputs.ts';

const db = await testDatabase({ isFilled: true });
let open: OpenRoutes;
beforeAll(async () => {
  open = await openRoutes(db);
});
afterAll(() => open.close());

/** Asks as the owner, who may do everything: what is refused is refused for what was sent. */
async function statusOf(route: string, method: Method, { name, input }: WrongInput) {
  const { status } = await open.call(route, method, input, STAFF.owner).catch((error: unknown) => {
    throw new Error(`${method} ${route} broke on ${name}.`, { cause: error });
  });
  return status;
}

const asked = METHODS.flatMap((method) =>
  Object.entries(ROUTE_CASES).flatMap(([route, byMethod]) =>
    byMethod[method] === undefined ? [] : [{ route, method, cases: byMethod[method] }],
  ),
);

describe.each(asked)('$method $route', ({ route, method, cases }) => {
  test('answers every spoiled input, and a refused one changes nothing', async () => {
    let stored = await rowSum(db.owner, SHOP_ID);
    for (const one of cases) {
      for (const wrong of wrongInputs(method, one.input?.(open.own) ?? {})) {
        const status = await statusOf(route, method, wrong);
        expect(status, wrong.name).toBeLessThan(500);
        // What was spoiled may still be right, as an empty note is.
        if (status < 400 && method === 'POST') stored = await rowSum(db.owner, SHOP_ID);
      }
    }
    expect(await rowSum(db.owner, SHOP_ID)).toBe(stored);
  });
});

const actions = asked.filter(({ method }) => method === 'POST');

test.each(actions)('$route refuses what is no form of it', async ({ route, method, cases }) => {
  const [first] = cases;
  const before = await rowSum(db.owner, SHOP_ID);
  for (const wrong of nonsense(first?.input?.(open.own) ?? {})) {
    const status = await statusOf(route, method, wrong);
    expect([400, 415], wrong.name).toContain(status);
  }
  expect(await rowSum(db.owner, SHOP_ID)).toBe(before);
});

test.each(PUBLIC_ROUTE_CASES)(
  '$route answers $status to $path without a session',
  async ({ route, path, status, location }) => {
    const answer = await open.call(route, 'GET', { path }, null);
    expect(answer.status).toBe(status);
    if (location !== undefined) expect(answer.location).toBe(location);
  },
);
