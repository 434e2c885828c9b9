import { describe, expect, test } from 'vitest';
import { retryPolicyOf } from '#app/effects/registry.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { applicationForm } from '#tests/fixtures/applications.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { companyShop } from '#tests/wholesale/company-shop.ts';
import { CREATED_AT, DECIDED_AT, openDecisions } from '#tests/wholesale/decisions.ts';
import { applicationQueue } from './list-applications.server.ts';
import { readQueueView } from './queue-view.ts';
import { correctApplication, retryApproval } from './refused-company.server.ts';
import { loadReviewPage } from './review-page.server.ts';

const db = await testDatabase();
const { applied, approve, decline, left, createCompanies } = openDecisions(db);

describe('the company in Shopify', () => {
  test('is one although the answer to its creation got lost', async () => {
    const { shop, id } = await applied();
    await approve(shop, id, 'ana');
    const shopify = companyShop(shop);
    shopify.loseAnswers(true);
    await createCompanies(shopify.admin, shop.id);
    expect(await left(shop)).toMatchObject({
      state: 'approving',
      effects: [`application:${id}:company ready`],
    });
    shopify.loseAnswers(false);
    await createCompanies(shopify.admin, shop.id);
    expect(shopify.created.size).toBe(1);
    expect((await left(shop)).state).toBe('approved');
  });
});

test('an application for which Shopify never gives an answer is not shown as refused after the last try, and can only be tried again', async () => {
  const { shop, id } = await applied();
  await approve(shop, id, 'ana');
  const shopify = companyShop(shop);
  const create = () => createCompanies(shopify.admin, shop.id);
  const page = () =>
    inShop(db.pool, shop.id, (client) => loadReviewPage(client, shop.id, id, DECIDED_AT, 'GBP'));
  shopify.answerNext({ outcome: 'failed', reason: 'HTTP 502' });
  const { mostTries } = retryPolicyOf('create_company');
  for (let tries = 1; tries < mostTries; tries += 1) await create();
  expect(await page()).toMatchObject({ refusal: null, application: { state: 'approving' } });
  await create();
  await db.owner.query(
    `update effect set due_at = due_at + interval '6 hours' where shop_id = $1 and kind = 'create_company'`,
    [shop.id],
  );
  const text = 'Shopify gave no usable answer';
  expect(await page()).toMatchObject({ refusal: { text, isAnswered: false } });
  expect(await decline(shop, id, 'bob')).toMatchObject({ outcome: 'already_decided' });
  const withTag = { applicationId: id, as: 'tag' } as const;
  expect(
    await inShop(db.pool, shop.id, (client) =>
      retryApproval(client, shop.id, withTag, 'ana', CREATED_AT),
    ),
  ).toEqual({ outcome: 'nothing_to_retry' });
  shopify.answerNext(null);
  await create();
  expect((await left(shop)).state).toBe('approving');
  await inShop(db.pool, shop.id, (client) =>
    retryApproval(client, shop.id, { applicationId: id }, 'ana', CREATED_AT),
  );
  // Whatever the wait after the last try was.
  const { rows } = await db.owner.query<{ due_at: number }>(
    `select (extract(epoch from due_at) * 1000)::float8 as due_at from effect
      where shop_id = $1 and kind = 'create_company'`,
    [shop.id],
  );
  expect(rows).toEqual([{ due_at: CREATED_AT }]);
  await create();
  expect((await left(shop)).state).toBe('approved');
});

const REFUSAL = 'Name is too long.';

/** An approved application whose company Shopify refuses. */
async function refused() {
  const { shop, id } = await applied();
  await approve(shop, id, 'ana');
  const shopify = companyShop(shop);
  const errors = [{ field: ['input', 'company', 'name'], message: REFUSAL, code: 'TOO_LONG' }];
  shopify.answerNext({ outcome: 'user_errors', errors });
  const create = () => createCompanies(shopify.admin, shop.id);
  await create();
  shopify.answerNext(null);
  const inIt = <T>(work: (client: ShopClient) => Promise<T>) => inShop(db.pool, shop.id, work);
  const approveWithTag = () =>
    inIt((client) =>
      retryApproval(client, shop.id, { applicationId: id, as: 'tag' }, 'ana', DECIDED_AT),
    );
  return { shop, id, shopify, create, inIt, approveWithTag };
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
    const page = await inIt((client) => loadReviewPage(client, shop.id, id, DECIDED_AT, 'GBP'));
    expect(page).toMatchObject({
      refusal: { text: REFUSAL, isAnswered: true },
      application: { state: 'approving' },
    });
    const retry = () =>
      inIt((client) => retryApproval(client, shop.id, { applicationId: id }, 'ana', DECIDED_AT));
    expect(await retry()).toEqual({ outcome: 'trying' });
    expect(await retry()).toEqual({ outcome: 'nothing_to_retry' });
    await create();
    expect((await left(shop)).state).toBe('approved');
  });

  test('stands out in the list until it is tried again', async () => {
    const { shop, id, inIt } = await refused();
    const listed = async () => {
      const view = readQueueView(new URLSearchParams('state=all'));
      const { entries } = await inIt((client) => applicationQueue(client, shop.id, view, 'GBP'));
      return entries.map((entry) => [entry.id, entry.refused]);
    };
    expect(await listed()).toEqual([[id, true]]);
    await inIt((client) =>
      retryApproval(client, shop.id, { applicationId: id }, 'ana', DECIDED_AT),
    );
    expect(await listed()).toEqual([[id, false]]);
  });

  test('is corrected by the rules of the form, and tried again with the new details', async () => {
    const { shop, id, shopify, create, inIt } = await refused();
    const correct = (form: object) =>
      inIt((client) => correctApplication(client, shop.id, id, form, 'ana', DECIDED_AT));
    expect(await correct({ ...DETAILS, tax_id: '12' })).toMatchObject({
      outcome: 'invalid',
      fields: { tax_id: expect.stringContaining('tax number') as string },
    });
    expect(await correct({ ...DETAILS, email: 'other@example.com' })).toEqual({
      outcome: 'trying',
    });
    expect(await correct(DETAILS)).toEqual({ outcome: 'nothing_to_retry' });
    await create();
    const page = await inIt((client) => loadReviewPage(client, shop.id, id, DECIDED_AT, 'GBP'));
    const { email } = applicationForm();
    expect(page?.application).toMatchObject({ state: 'approved', company: 'Fern Ltd', email });
    expect(shopify.created.size).toBe(1);
  });

  test('can be approved with a customer tag alone, and the applicant is notified', async () => {
    const { shop, id, shopify, create, approveWithTag } = await refused();
    await approveWithTag();
    await create();
    await create();
    expect(shopify.created.size).toBe(0);
    expect(shopify.tagged).toEqual([expect.stringContaining('"tags":["wholesale"]')]);
    const { state, effects } = await left(shop);
    expect(state).toBe('approved');
    expect(effects).toEqual([`application:${id}:approved ready`, `application:${id}:company done`]);
  });

  test('says of a tag that Shopify does not allow that it is about customers', async () => {
    const { shop, id, shopify, create, inIt, approveWithTag } = await refused();
    await approveWithTag();
    shopify.answerNext({ outcome: 'denied', reason: 'ACCESS_DENIED' });
    await create();
    const page = await inIt((client) => loadReviewPage(client, shop.id, id, DECIDED_AT, 'GBP'));
    expect(page?.refusal).toEqual({
      text: 'Shopify does not allow this app to change customers.',
      isAnswered: true,
    });
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
