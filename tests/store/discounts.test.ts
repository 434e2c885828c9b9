import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from './store.ts';
import { askAdmin, startWebhooklessStore } from './test-app.ts';

const CREATE = `mutation Create($d: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $d) {
    codeDiscountNode { id } userErrors { field message code } } }`;
const ADD = `mutation Add($id: ID!, $codes: [DiscountRedeemCodeInput!]!) {
  discountRedeemCodeBulkAdd(discountId: $id, codes: $codes) {
    bulkCreation { id done } userErrors { code } } }`;
const STATE = `query State($id: ID!) {
  discountRedeemCodeBulkCreation(id: $id) { done importedCount failedCount
    codes(first: 250) { nodes { code errors { code } discountRedeemCode { id } } } } }`;
const REMOVE = `mutation Remove($id: ID!, $ids: [ID!]!) {
  discountCodeRedeemCodeBulkDelete(discountId: $id, ids: $ids) { job { id } userErrors { code } } }`;
const JOB = `query Job($id: ID!) { job(id: $id) { done } }`;
const BY_CODE = `query ByCode($code: String!) { codeDiscountNodeByCode(code: $code) { id } }`;

let store: Store;
beforeAll(async () => {
  store = await startWebhooklessStore({ throttle: { maximum: 100_000, restoreRate: 10_000 } });
});
afterAll(() => store.close());

async function ask<T>(query: string, variables: Record<string, unknown>): Promise<T> {
  const { data, errors } = await askAdmin(store, query, variables);
  if (!data) throw new Error(JSON.stringify(errors));
  return data as T;
}

async function create(code: string, percentage = 0.1) {
  const d = {
    title: 'Ten off',
    code,
    startsAt: '2026-06-01T00:00:00Z',
    usageLimit: 1,
    context: { all: 'ALL' },
    customerGets: { value: { percentage }, items: { all: true } },
  };
  const { discountCodeBasicCreate: created } = await ask<{
    discountCodeBasicCreate: {
      codeDiscountNode: { id: string } | null;
      userErrors: { code: string }[];
    };
  }>(CREATE, { d });
  return { id: created.codeDiscountNode?.id ?? '', errors: created.userErrors };
}

type Creation = {
  done: boolean;
  importedCount: number;
  failedCount: number;
  codes: {
    nodes: { code: string; errors: unknown[]; discountRedeemCode: { id: string } | null }[];
  };
};

async function creationOf(id: string): Promise<Creation> {
  const found = await ask<{ discountRedeemCodeBulkCreation: Creation }>(STATE, { id });
  return found.discountRedeemCodeBulkCreation;
}

async function add(id: string, codes: string[]) {
  const { discountRedeemCodeBulkAdd: added } = await ask<{
    discountRedeemCodeBulkAdd: {
      bulkCreation: { id: string; done: boolean } | null;
      userErrors: { code: string }[];
    };
  }>(ADD, { id, codes: codes.map((code) => ({ code })) });
  return added;
}

test('codes are added in bulk: not at once, at most 250, and none twice', async () => {
  const { id } = await create('FIRST');
  const { bulkCreation } = await add(id, ['A1', 'A2', 'first']);
  expect(bulkCreation?.done).toBe(false);
  expect(await creationOf(bulkCreation?.id ?? '')).toMatchObject({ done: false, importedCount: 0 });
  const over = await creationOf(bulkCreation?.id ?? '');
  expect(over).toMatchObject({ done: true, importedCount: 2, failedCount: 1 });
  expect(over.codes.nodes.map(({ discountRedeemCode }) => discountRedeemCode !== null)).toEqual([
    true,
    true,
    false,
  ]);
  const many = Array.from({ length: 251 }, (_, number) => `B${String(number)}`);
  expect((await add(id, many)).userErrors).toEqual([{ code: 'TOO_MANY_ARGUMENTS' }]);
});

test('a code that is taken and a percentage above all are refused', async () => {
  expect((await create('first')).errors).toMatchObject([{ code: 'TAKEN' }]);
  expect((await create('OTHER', 1.1)).errors).toMatchObject([{ code: 'VALUE_OUTSIDE_RANGE' }]);
});

test('a code is found in any case, used once, and gone when the job that deletes it is done', async () => {
  const { id } = await create('SECOND');
  const byCode = async (code: string) =>
    (await ask<{ codeDiscountNodeByCode: { id: string } | null }>(BY_CODE, { code }))
      .codeDiscountNodeByCode;
  expect(await byCode('second')).toEqual({ id });
  const [product] = store.shop.products.values();
  const lines = [{ variantId: product?.variantId ?? '', quantity: 1 }];
  expect(store.shop.placeOrder({ lines, discountCodes: ['Second'] }).discountMinor).toBeGreaterThan(
    0,
  );
  expect(() => store.shop.placeOrder({ lines, discountCodes: ['SECOND'] })).toThrow('was used');
  const known = store.shop.discountCodes.get('SECOND');
  const { discountCodeRedeemCodeBulkDelete: begun } = await ask<{
    discountCodeRedeemCodeBulkDelete: { job: { id: string } };
  }>(REMOVE, { id, ids: [`gid://shopify/DiscountRedeemCode/${known?.id ?? ''}`] });
  expect(await ask(JOB, begun.job)).toEqual({ job: { done: false } });
  expect(await byCode('SECOND')).toEqual({ id });
  expect(await ask(JOB, begun.job)).toEqual({ job: { done: true } });
  expect(await byCode('SECOND')).toBeNull();
});
