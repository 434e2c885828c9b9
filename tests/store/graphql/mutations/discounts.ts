import { minorDigits } from '#app/lib/money.ts';
import type { StoreBulkCreation, StoreDiscount } from '../../discount-records.ts';
import { addCode, findCode } from '../../discounts.ts';
import type { ShopBooks } from '../../shop-books.ts';
import { gid, idFromGid, type ShopifyId } from '../../shop-records.ts';
import { connection, type PageArgs } from '../connection.ts';
import type { Node } from '../node.ts';
import { refused, type UserError } from '../user-error.ts';

/** What Shopify takes in one call. */
const MOST_CODES = 250;

type BasicInput = {
  title?: string | null;
  code?: string | null;
  startsAt?: string | null;
  usageLimit?: number | null;
  appliesOncePerCustomer?: boolean | null;
  customerGets?: {
    value?: {
      percentage?: number | null;
      discountAmount?: { amount?: string | null } | null;
    } | null;
  } | null;
};

/** Discounts with codes: created with one, given others in bulk, rid of them in bulk. */
export function discountMutations(books: ShopBooks): Node {
  return {
    discountCodeBasicCreate: ({ basicCodeDiscount: input }: { basicCodeDiscount: BasicInput }) =>
      create(books, input, valueOf(books, input)),
    discountCodeFreeShippingCreate: ({
      freeShippingCodeDiscount: input,
    }: {
      freeShippingCodeDiscount: BasicInput;
    }) => create(books, input, { kind: 'shipping' }),
    discountRedeemCodeBulkAdd: (args: { discountId: string; codes: { code: string }[] }) =>
      bulkAdd(books, args.discountId, args.codes),
    discountCodeRedeemCodeBulkDelete: (args: { discountId: string; ids?: string[] | null }) =>
      bulkDelete(books, args.discountId, args.ids ?? []),
  };
}

/** `codeDiscountNodeByCode`, `discountRedeemCodeBulkCreation` and `job`. */
export function discountQueries(books: ShopBooks): Node {
  return {
    codeDiscountNodeByCode: ({ code }: { code: string }) => {
      const discount = books.discounts.get(findCode(books, code)?.discountId ?? '');
      return discount === undefined ? null : discountNode(books, discount);
    },
    discountRedeemCodeBulkCreation: ({ id }: { id: string }) => {
      const creation = books.bulkCreations.get(idFromGid(CREATION, id) ?? '');
      if (!creation) return null;
      creation.asked += 1;
      return creationNode(books, creation);
    },
    job: ({ id }: { id: string }) => {
      const deletion = books.bulkDeletions.get(idFromGid('Job', id) ?? '');
      if (!deletion) return null;
      deletion.asked += 1;
      const done = deletion.asked > 1;
      if (done) deleteCodes(books, deletion.codeIds);
      return { __typename: 'Job', id, done };
    },
  };
}

const CREATION = 'DiscountRedeemCodeBulkCreation';

function create(
  books: ShopBooks,
  { title, code, startsAt, usageLimit, appliesOncePerCustomer }: BasicInput,
  value: StoreDiscount['value'] | null,
): Node {
  const problem = (field: string, message: string, of: string): UserError => ({
    field: ['basicCodeDiscount', field],
    message,
    code: of,
  });
  const errors = [
    ...(title ? [] : [problem('title', 'Title can’t be blank', 'BLANK')]),
    ...(code ? [] : [problem('code', 'Code can’t be blank', 'BLANK')]),
    ...(startsAt ? [] : [problem('startsAt', 'Starts at can’t be blank', 'BLANK')]),
    ...(usageLimit === 1
      ? []
      : [problem('usageLimit', 'The local store only knows codes that are used once', 'INVALID')]),
    ...(value === null
      ? [problem('customerGets', 'Value must be between 0.0 and 1.0', 'VALUE_OUTSIDE_RANGE')]
      : []),
    ...(code && findCode(books, code)
      ? [problem('code', 'Code must be unique. Please try a different code.', 'TAKEN')]
      : []),
  ];
  if (errors.length > 0 || !title || !code || !value)
    return refused(['codeDiscountNode'], ...errors);
  const discount = {
    id: books.ids.next(),
    title,
    value,
    startsAt: Date.parse(startsAt ?? ''),
    oncePerCustomer: appliesOncePerCustomer ?? false,
  };
  books.discounts.set(discount.id, discount);
  addCode(books, discount.id, code);
  return { codeDiscountNode: discountNode(books, discount), userErrors: [] };
}

function valueOf(books: ShopBooks, { customerGets }: BasicInput): StoreDiscount['value'] | null {
  const { percentage, discountAmount } = customerGets?.value ?? {};
  if (typeof percentage === 'number')
    return percentage > 0 && percentage <= 1 ? { kind: 'percentage', share: percentage } : null;
  const amount = Number(discountAmount?.amount);
  if (!(amount > 0)) return null;
  return { kind: 'amount', minor: Math.round(amount * 10 ** minorDigits(books.identity.currency)) };
}

function bulkAdd(books: ShopBooks, globalId: string, given: { code: string }[]): Node {
  const discountId = idFromGid('DiscountCodeNode', globalId);
  if (discountId === undefined || !books.discounts.has(discountId))
    return refused(['bulkCreation'], absent());
  if (given.length > MOST_CODES) {
    const message = `Codes can’t be more than ${String(MOST_CODES)}`;
    return refused(['bulkCreation'], { field: ['codes'], message, code: 'TOO_MANY_ARGUMENTS' });
  }
  const codes = given.map(({ code }) => ({ code, problem: addCode(books, discountId, code) }));
  const creation: StoreBulkCreation = { id: books.ids.next(), discountId, codes, asked: 0 };
  books.bulkCreations.set(creation.id, creation);
  return { bulkCreation: creationNode(books, creation), userErrors: [] };
}

function bulkDelete(books: ShopBooks, globalId: string, ids: readonly string[]): Node {
  const discountId = idFromGid('DiscountCodeNode', globalId);
  if (discountId === undefined || !books.discounts.has(discountId))
    return refused(['job'], absent());
  const wanted = new Set(ids.map((id) => idFromGid('DiscountRedeemCode', id)));
  const found = [...books.discountCodes.values()].filter(
    ({ id, discountId: of }) => of === discountId && wanted.has(id),
  );
  const deletion = { id: books.ids.next(), codeIds: new Set(found.map(({ id }) => id)), asked: 0 };
  books.bulkDeletions.set(deletion.id, deletion);
  const job = { __typename: 'Job', id: gid('Job', deletion.id), done: false };
  return { job, userErrors: [] };
}

function deleteCodes(books: ShopBooks, codeIds: ReadonlySet<ShopifyId>): void {
  for (const [key, { id }] of books.discountCodes)
    if (codeIds.has(id)) books.discountCodes.delete(key);
}

function absent(): UserError {
  return { field: ['discountId'], message: 'Discount does not exist.', code: 'INVALID' };
}

/** Until it is asked for a second time none of the codes is there, as far as anyone can see. */
function creationNode(books: ShopBooks, { id, codes, asked }: StoreBulkCreation): Node {
  const done = asked > 1;
  const failed = codes.filter(({ problem }) => problem !== null).length;
  return {
    __typename: CREATION,
    id: gid(CREATION, id),
    done,
    codesCount: codes.length,
    importedCount: done ? codes.length - failed : 0,
    failedCount: done ? failed : 0,
    codes: (args: PageArgs) =>
      connection(
        codes.map((one) => ({ id: one.code, ...one })),
        args,
        ({ code, problem }) => addedNode(books, code, done ? problem : null, done),
      ),
  };
}

function addedNode(books: ShopBooks, code: string, problem: string | null, done: boolean): Node {
  const known = done && problem === null ? findCode(books, code) : undefined;
  return {
    __typename: 'DiscountRedeemCodeBulkCreationCode',
    code,
    errors: problem === null ? [] : [{ field: ['code'], message: problem, code: 'TAKEN' }],
    discountRedeemCode: known ? codeNode(known) : null,
  };
}

function codeNode({ id, code, uses }: { id: ShopifyId; code: string; uses: number }): Node {
  return {
    __typename: 'DiscountRedeemCode',
    id: gid('DiscountRedeemCode', id),
    code,
    asyncUsageCount: uses,
  };
}

function discountNode(books: ShopBooks, { id, title, value }: StoreDiscount): Node {
  const codes = [...books.discountCodes.values()].filter(({ discountId }) => discountId === id);
  return {
    __typename: 'DiscountCodeNode',
    id: gid('DiscountCodeNode', id),
    codeDiscount: {
      __typename: value.kind === 'shipping' ? 'DiscountCodeFreeShipping' : 'DiscountCodeBasic',
      title,
      status: 'ACTIVE',
      codes: (args: PageArgs) =>
        connection(codes, args, codeNode, { search: { default: ({ code }) => code } }),
    },
  };
}
