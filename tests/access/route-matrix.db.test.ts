import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roleMay } from '#app/access/permissions.ts';
import { ROLES } from '#app/access/roles.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { unknownIds, type RouteIds } from './access-fixtures.ts';
import type { RouteAnswer } from './call-route.ts';
import { openRoutes, OURS, STAFF, THEIRS, type OpenRoutes } from './open-routes.ts';
import type { RouteCase } from './route-case.ts';
import { METHODS, SHOP_ID, type Method } from './route-calls.ts';
import { ROUTE_CASES } from './route-cases.ts';
import { rowSum } from './row-sums.ts';

const db = await testDatabase({ isFilled: true });
let routes: OpenRoutes;
let own: RouteIds;
let foreign: RouteIds;
let foreignShop: string;
const unknown = unknownIds();

beforeAll(async () => {
  routes = await openRoutes(db);
  ({ own, foreign, foreignShop } = routes);
});
afterAll(() => routes.close());

async function call(
  route: string,
  method: Method,
  asked: RouteCase,
  ids: RouteIds,
  staffId: string | null,
): Promise<RouteAnswer> {
  return await routes.call(route, method, asked.input?.(ids) ?? {}, staffId);
}

async function clearAudit(): Promise<void> {
  await db.owner.query('delete from audit where shop_id = $1', [SHOP_ID]);
}

async function auditedBy(staffId: string): Promise<number> {
  const { rowCount } = await db.owner.query('select from audit where shop_id = $1 and actor = $2', [
    SHOP_ID,
    staffId,
  ]);
  return rowCount ?? 0;
}

/** An answer without what names the ids that were asked for, and without moments. */
function plain({ status, text }: RouteAnswer, ids: RouteIds): string {
  const named = Object.values(ids).reduce((masked, id) => masked.replaceAll(id, '<id>'), text);
  return `${String(status)} ${named.replaceAll(/\d{13}/g, '<time>')}`;
}

const cases = Object.entries(ROUTE_CASES).flatMap(([route, byMethod]) =>
  METHODS.flatMap((method) => {
    const asked = byMethod[method];
    return asked === undefined ? [] : [{ route, method, asked }];
  }),
);
// What is only read comes before anything is changed.
const ordered = METHODS.flatMap((method) => cases.filter((one) => one.method === method));

describe.each(ordered)('$method $route', ({ route, method, asked }) => {
  test('refuses who may not and who has no session token, and changes nothing for them', async () => {
    const before = await rowSum(db.owner, SHOP_ID);
    for (const one of asked) {
      for (const role of ROLES.filter((each) => !roleMay(each, one.needs))) {
        const { status, text } = await call(route, method, one, own, STAFF[role]);
        expect(status, `${role}: ${one.needs}`).toBe(403);
        expect(JSON.parse(text)).toMatchObject({ owners: ['Robin Fell 1'] });
      }
      const { status, text } = await call(route, method, one, own, null);
      expect([302, 401, 410]).toContain(status);
      expect(text).not.toContain(OURS);
    }
    expect(await rowSum(db.owner, SHOP_ID)).toBe(before);
  });

  test('lets in who may, and leaves a row for what was read or changed', async () => {
    for (const one of asked) {
      const name = `${one.needs} ${JSON.stringify(one.input?.(own) ?? {})}`;
      await clearAudit();
      const before = await rowSum(db.owner, SHOP_ID);
      const done = await call(route, method, one, own, STAFF.owner);
      const after = await rowSum(db.owner, SHOP_ID);
      expect(done.status, `${name}: ${done.text.slice(0, 300)}`).toBe(200);
      expect(done.text.includes(OURS), `personal data: ${name}`).toBe(one.isPersonal ?? false);
      expect(after !== before, `changed: ${name} ${done.text}`).toBe(one.leaves === 'change');
      const isChange = method === 'POST' && one.leaves !== 'nothing';
      const leavesRow = isChange || one.isPersonal === true || one.isAudited === true;
      expect(await auditedBy(STAFF.owner), `audit: ${name}`).toBe(leavesRow ? 1 : 0);
      for (const role of ROLES.slice(1).filter((each) => roleMay(each, one.needs))) {
        const { status, text } = await call(route, method, one, own, STAFF[role]);
        expect(status, `${role}: ${name}`).toBeLessThan(300);
        if (!text.includes(OURS)) continue;
        expect(role).not.toBe('viewer');
        expect(await auditedBy(STAFF[role]), `audit of ${role}: ${name}`).toBeGreaterThan(0);
      }
    }
  });

  test("answers another shop's ids as ids that never were, and touches nothing of that shop", async () => {
    const before = await rowSum(db.owner, foreignShop, []);
    for (const one of asked) {
      const unknownShops = await call(route, method, one, unknown, STAFF.owner);
      for (const role of ROLES) {
        const theirs = await call(route, method, one, foreign, STAFF[role]);
        expect(theirs.text).not.toContain(THEIRS);
        expect(theirs.text).not.toContain(foreignShop);
        if (role === 'owner' && asksById(one))
          expect(plain(theirs, foreign)).toBe(plain(unknownShops, unknown));
      }
    }
    expect(await rowSum(db.owner, foreignShop, [])).toBe(before);
  });
});

function asksById({ input }: RouteCase): boolean {
  return JSON.stringify(input?.(foreign)) !== JSON.stringify(input?.(unknown));
}
