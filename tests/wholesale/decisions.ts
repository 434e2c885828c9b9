import { expect } from 'vitest';
import { APPROVAL_UNDO_MS } from '#app/applications/application-state.ts';
import { approveApplication } from '#app/applications/approve.server.ts';
import { declineApplication } from '#app/applications/decline.server.ts';
import { verifyApplication } from '#app/applications/verify-application.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { sendApplication } from './send-application.ts';

/** The moment of the decisions, epoch milliseconds. */
export const DECIDED_AT = Date.parse('2026-10-01T12:00:00Z');
/** The company is asked for once the approval can be taken back no longer. */
export const CREATED_AT = DECIDED_AT + APPROVAL_UNDO_MS;
const DECLINE = { reason: 'wrong_region', note: 'We ship to Europe only.' } as const;

/** Shops of a test's database with one confirmed application each, and the staff who decide on it. */
export function openDecisions(db: TestDatabase) {
  async function applied(): Promise<{ shop: TestShop; id: string }> {
    const shop = await installedShop(db.pool);
    const outcome = await sendApplication(db.pool, shop.id, DECIDED_AT);
    expect(outcome).toEqual({ outcome: 'received' });
    const { rows } = await db.owner.query<{ id: string }>(
      'select id from application where shop_id = $1',
      [shop.id],
    );
    const id = rows[0]?.id ?? '';
    await inShop(db.pool, shop.id, (client) => verifyApplication(client, shop.id, id, DECIDED_AT));
    return { shop, id };
  }

  /** Creates the companies that are due, in this Shopify. */
  async function createCompanies(admin: AdminClient, shopId: string, now = CREATED_AT) {
    const services = { pool: db.pool, clock: { now: () => now }, admin };
    await runEffectsOf('create_company', services, shopId);
  }

  /** Everything a decision leaves behind. */
  async function left(shop: TestShop) {
    const { rows } = await db.owner.query(
      `select (select state from application where shop_id = $1) as state,
              (select array_agg(key || ' ' || state order by key) from effect
                where shop_id = $1 and key not like '%:received' and key not like '%:verify:%') as effects,
              (select array_agg(action order by at, id) from audit
                where shop_id = $1 and action <> 'application.verified') as audit,
              (select count(*)::int from account where shop_id = $1) as accounts`,
      [shop.id],
    );
    return rows[0] as {
      state: string;
      effects: string[] | null;
      audit: string[] | null;
      accounts: number;
    };
  }

  function approve(shop: TestShop, id: string, actor: string) {
    return inShop(db.pool, shop.id, (client) =>
      approveApplication(client, shop.id, id, actor, DECIDED_AT),
    );
  }

  function decline(shop: TestShop, id: string, actor: string) {
    return inShop(db.pool, shop.id, (client) =>
      declineApplication(client, shop.id, id, DECLINE, actor, DECIDED_AT),
    );
  }

  return { applied, approve, decline, left, createCompanies };
}
