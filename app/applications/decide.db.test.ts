import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { companyShop } from '#tests/wholesale/company-shop.ts';
import { CREATED_AT, DECIDED_AT, openDecisions } from '#tests/wholesale/decisions.ts';
import { loadReviewPage } from './review-page.server.ts';
import { undoApproval } from './undo-approval.server.ts';

const db = await testDatabase();
const { applied, approve, decline, left, createCompanies } = openDecisions(db);

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
    await Promise.allSettled([1, 2].map(() => createCompanies(shopify.admin, shop.id)));
    await createCompanies(shopify.admin, shop.id);
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
      loadReviewPage(client, shop.id, id, DECIDED_AT, 'GBP'),
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

describe('an approval', () => {
  test('can be taken back for some seconds, in which nothing is created', async () => {
    const { shop, id } = await applied();
    await approve(shop, id, 'ana');
    const { rows } = await db.owner.query(
      `select created_at, due_at from effect where shop_id = $1 and kind = 'create_company'`,
      [shop.id],
    );
    expect(rows).toEqual([{ created_at: new Date(DECIDED_AT), due_at: new Date(CREATED_AT) }]);
    const shopify = companyShop(shop);
    await createCompanies(shopify.admin, shop.id, DECIDED_AT);
    const undo = (at: number) =>
      inShop(db.pool, shop.id, (client) => undoApproval(client, shop.id, id, 'ana', at));
    expect(await undo(CREATED_AT - 1)).toEqual({ outcome: 'undone' });
    expect(await undo(CREATED_AT - 1)).toEqual({ outcome: 'too_late' });
    await createCompanies(shopify.admin, shop.id);
    expect(shopify.created.size).toBe(0);
    expect(await left(shop)).toMatchObject({ state: 'submitted', effects: null });

    expect(await approve(shop, id, 'ana')).toMatchObject({ outcome: 'decided' });
    expect(await undo(CREATED_AT)).toEqual({ outcome: 'too_late' });
    await createCompanies(shopify.admin, shop.id);
    expect((await left(shop)).state).toBe('approved');
  });
});
