import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inShop, type ShopClient } from '#app/db.server.ts';
import type { AdminClient, Operation } from '#app/shopify/admin-client.ts';
import type { AdminOutcome } from '#app/shopify/answer.ts';
import { applicationForm } from '#tests/fixtures/applications.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import type { TestShop } from '#tests/setup/shop.ts';
import { createAddressLimit } from './address-limit.server.ts';
import { APPROVAL_UNDO_MS } from './application-state.ts';
import { approveApplication } from './approve.server.ts';
import { createCompanies } from './create-company.server.ts';
import { declineApplication } from './decline.server.ts';
import { approveWithTag, correctApplication, retryCompany } from './refused-company.server.ts';
import { loadReviewPage } from './review-page.server.ts';
import { submitApplication } from './submit-application.server.ts';
import { undoApproval } from './undo-approval.server.ts';
import { verifyApplication } from './verify-application.server.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T12:00:00Z');
/** The company is asked for once the approval can be taken back no longer. */
const LATER = NOW + APPROVAL_UNDO_MS;
const clock = { now: () => NOW };
const DECLINE = { reason: 'wrong_region', note: 'We ship to Europe only.' } as const;

async function applied(): Promise<{ shop: TestShop; id: string }> {
  const shop = await installedShop(db.pool);
  const outcome = await submitApplication(
    { pool: db.pool, clock, addressLimit: createAddressLimit() },
    {
      shopId: shop.id,
      form: new URLSearchParams(applicationForm()),
      customerId: null,
      address: '203.0.113.7',
      realNow: Date.now(),
    },
  );
  expect(outcome).toEqual({ outcome: 'received' });
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from application where shop_id = $1',
    [shop.id],
  );
  const id = rows[0]?.id ?? '';
  await inShop(db.pool, shop.id, (client) => verifyApplication(client, shop.id, id, NOW));
  return { shop, id };
}

const TAKEN = { field: ['input', 'company', 'externalId'], message: 'Taken.', code: 'TAKEN' };

/** Shopify as far as companies go: keeps what was created, by our id, and creates each once. */
function companyShop(shop: TestShop) {
  const created = new Map<string, object>();
  const tagged: string[] = [];
  /** What the next creation comes to instead of a company. */
  let next: AdminOutcome<never> | null = null;
  let isAnswerLost = false;
  const admin: AdminClient = {
    shop: shop.domain,
    run<T>(
      operation: Operation<T>,
      variables: Record<string, unknown> = {},
    ): Promise<AdminOutcome<T>> {
      const told = JSON.stringify(variables);
      const found = [...created].find(([id]) => told.includes(id))?.[1];
      switch (operation.name) {
        case 'CustomerByEmail':
          return answer({ customerByIdentifier: null });
        case 'CustomerCreate':
          tagged.push(JSON.stringify(variables));
          return answer({ customerCreate: { customer: { id: 'gid://shopify/Customer/1' } } });
        case 'CompanyByExternalId':
          return answer({ companies: { nodes: found ? [found] : [] } });
        case 'CompanyCreate': {
          if (next) return Promise.resolve(next);
          const id = /"externalId":"([^"]+)"/.exec(told)?.[1] ?? '';
          if (created.has(id)) return Promise.resolve({ outcome: 'user_errors', errors: [TAKEN] });
          const company = {
            id: `gid://shopify/Company/${String(created.size + 1)}`,
            name: 'Fern & Sons Ltd',
            mainContact: { id: 'gid://shopify/CompanyContact/1' },
            contactRoles: { nodes: [] },
            locations: { nodes: [{ id: 'gid://shopify/CompanyLocation/1' }] },
          };
          created.set(id, company);
          if (isAnswerLost)
            return Promise.resolve({ outcome: 'failed', reason: 'connection reset' });
          return answer({ companyCreate: { company } });
        }
        default:
          throw new Error(`No answer for ${operation.name}.`);
      }
      function answer(data: unknown): Promise<AdminOutcome<T>> {
        return Promise.resolve({ outcome: 'ok', data: operation.answer.parse(data) });
      }
    },
  };
  return {
    admin,
    created,
    tagged,
    answerNext: (outcome: AdminOutcome<never> | null) => (next = outcome),
    loseAnswers: (lost: boolean) => (isAnswerLost = lost),
  };
}

function companyServices(admin: AdminClient) {
  return { pool: db.pool, clock: { now: () => LATER }, logger: silentLogger, admin };
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
  return inShop(db.pool, shop.id, (client) => approveApplication(client, shop.id, id, actor, NOW));
}

function decline(shop: TestShop, id: string, actor: string) {
  return inShop(db.pool, shop.id, (client) =>
    declineApplication(client, shop.id, id, DECLINE, actor, NOW),
  );
}

describe('a decision', () => {
  test('to approve is made once by twenty people at the same time, and creates one company', async () => {
    const { shop, id } = await applied();
    const people = Array.from({ length: 20 }, (_, n) => `staff-${String(n)}`);
    const outcomes = await Promise.all(people.map((actor) => approve(shop, id, actor)));
    expect(outcomes.filter(({ outcome }) => outcome === 'decided')).toHaveLength(1);
    const winner = people[outcomes.findIndex(({ outcome }) => outcome === 'decided')];
    for (const outcome of outcomes.filter((each) => each.outcome !== 'decided')) {
      expect(outcome).toEqual({ outcome: 'already_decided', state: 'approving', by: winner });
    }
    expect((await left(shop)).effects).toEqual([`application:${id}:company ready`]);

    const shopify = companyShop(shop);
    await Promise.allSettled(
      [1, 2].map(() => createCompanies(companyServices(shopify.admin), shop.id)),
    );
    await createCompanies(companyServices(shopify.admin), shop.id);
    expect(shopify.created.size).toBe(1);
    expect(await left(shop)).toEqual({
      state: 'approved',
      effects: [`application:${id}:approved ready`, `application:${id}:company done`],
      audit: ['application.approve', 'application.company_created'],
      accounts: 1,
    });
  });

  test('of two who disagree is the first one’s', async () => {
    const { shop, id } = await applied();
    const outcomes = await Promise.all([approve(shop, id, 'ana'), decline(shop, id, 'bob')]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['already_decided', 'decided']);
    const isApproved = outcomes[0].outcome === 'decided';
    const { state, audit } = await left(shop);
    expect(state).toBe(isApproved ? 'approving' : 'declined');
    expect(audit).toEqual([isApproved ? 'application.approve' : 'application.decline']);
  });

  test('to decline keeps the reason, mails once and creates nothing', async () => {
    const { shop, id } = await applied();
    await decline(shop, id, 'ana');
    await decline(shop, id, 'ana');
    expect(await left(shop)).toEqual({
      state: 'declined',
      effects: [`application:${id}:declined ready`],
      audit: ['application.decline'],
      accounts: 0,
    });
    const page = await inShop(db.pool, shop.id, (client) =>
      loadReviewPage(client, shop.id, id, NOW),
    );
    expect(page?.application).toMatchObject({ declineReason: 'wrong_region', decidedBy: 'ana' });
  });

  test('on an application of another shop is not possible', async () => {
    const { id } = await applied();
    const other = await installedShop(db.pool);
    expect(await approve(other, id, 'ana')).toEqual({ outcome: 'not_found' });
    expect(await decline(other, randomUUID(), 'ana')).toEqual({ outcome: 'not_found' });
  });
});

describe('the company in Shopify', () => {
  test('is one although the answer to its creation got lost', async () => {
    const { shop, id } = await applied();
    await approve(shop, id, 'ana');
    const shopify = companyShop(shop);
    shopify.loseAnswers(true);
    await expect(createCompanies(companyServices(shopify.admin), shop.id)).rejects.toThrow(
      'try again',
    );
    expect((await left(shop)).state).toBe('approving');
    shopify.loseAnswers(false);
    await createCompanies(companyServices(shopify.admin), shop.id);
    expect(shopify.created.size).toBe(1);
    expect((await left(shop)).state).toBe('approved');
  });
});

const REFUSAL = 'Name is too long.';

/** An approved application whose company Shopify refuses. */
async function refused() {
  const { shop, id } = await applied();
  await approve(shop, id, 'ana');
  const shopify = companyShop(shop);
  const errors = [{ field: ['input', 'company', 'name'], message: REFUSAL, code: 'TOO_LONG' }];
  shopify.answerNext({ outcome: 'user_errors', errors });
  const create = () => createCompanies(companyServices(shopify.admin), shop.id);
  await create();
  shopify.answerNext(null);
  const inIt = <T>(work: (client: ShopClient) => Promise<T>) => inShop(db.pool, shop.id, work);
  return { shop, id, shopify, create, inIt };
}

const DETAILS = {
  company: 'Fern Ltd',
  contact_name: 'Ada Fern',
  country: 'GB',
  tax_id: 'GB999999973',
  phone: '',
  website: '',
};

describe('an application whose company Shopify refused', () => {
  test('is shown with the reason and can be tried again', async () => {
    const { shop, id, create, inIt } = await refused();
    const page = await inIt((client) => loadReviewPage(client, shop.id, id, NOW));
    expect(page).toMatchObject({ refusal: REFUSAL, application: { state: 'approving' } });
    const retry = () => inIt((client) => retryCompany(client, shop.id, id, 'ana', NOW));
    expect(await retry()).toEqual({ outcome: 'trying' });
    expect(await retry()).toEqual({ outcome: 'nothing_to_retry' });
    await create();
    expect((await left(shop)).state).toBe('approved');
  });

  test('is corrected by the rules of the form, and tried again with the new details', async () => {
    const { shop, id, shopify, create, inIt } = await refused();
    const correct = (form: object) =>
      inIt((client) => correctApplication(client, shop.id, id, form, 'ana', NOW));
    expect(await correct({ ...DETAILS, tax_id: '12' })).toMatchObject({
      outcome: 'invalid',
      fields: { tax_id: expect.stringContaining('tax number') as string },
    });
    expect(await correct({ ...DETAILS, email: 'other@example.com' })).toEqual({
      outcome: 'trying',
    });
    expect(await correct(DETAILS)).toEqual({ outcome: 'nothing_to_retry' });
    await create();
    const page = await inIt((client) => loadReviewPage(client, shop.id, id, NOW));
    const { email } = applicationForm();
    expect(page?.application).toMatchObject({ state: 'approved', company: 'Fern Ltd', email });
    expect(shopify.created.size).toBe(1);
  });

  test('can be approved with a customer tag alone, and the applicant is told', async () => {
    const { shop, id, shopify, create, inIt } = await refused();
    await inIt((client) => approveWithTag(client, shop.id, id, 'ana', NOW));
    await create();
    await create();
    expect(shopify.created.size).toBe(0);
    expect(shopify.tagged).toEqual([expect.stringContaining('"tags":["wholesale"]')]);
    const { state, effects } = await left(shop);
    expect(state).toBe('approved');
    expect(effects).toEqual([`application:${id}:approved ready`, `application:${id}:company done`]);
  });

  test('can be declined, and no longer waits among the failures', async () => {
    const { shop, id } = await refused();
    expect(await decline(shop, id, 'bob')).toMatchObject({ outcome: 'decided' });
    const { state, effects } = await left(shop);
    expect(state).toBe('declined');
    expect(effects).toEqual([
      `application:${id}:company skipped`,
      `application:${id}:declined ready`,
    ]);
  });
});

describe('an approval', () => {
  test('can be taken back for some seconds, in which nothing is created', async () => {
    const { shop, id } = await applied();
    await approve(shop, id, 'ana');
    const shopify = companyShop(shop);
    await createCompanies({ ...companyServices(shopify.admin), clock }, shop.id);
    const undo = (at: number) =>
      inShop(db.pool, shop.id, (client) => undoApproval(client, shop.id, id, 'ana', at));
    expect(await undo(LATER - 1)).toEqual({ outcome: 'undone' });
    expect(await undo(LATER - 1)).toEqual({ outcome: 'too_late' });
    await createCompanies(companyServices(shopify.admin), shop.id);
    expect(shopify.created.size).toBe(0);
    expect(await left(shop)).toMatchObject({ state: 'submitted', effects: null });

    expect(await approve(shop, id, 'ana')).toMatchObject({ outcome: 'decided' });
    expect(await undo(LATER)).toEqual({ outcome: 'too_late' });
    await createCompanies(companyServices(shopify.admin), shop.id);
    expect((await left(shop)).state).toBe('approved');
  });
});
