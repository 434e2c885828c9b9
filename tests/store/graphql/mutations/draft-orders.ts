import type { Node } from '#tests/store/graphql/node.ts';
import { linesFor } from '../../carts.ts';
import { draftOrderPayload } from '../../payloads/draft-order.ts';
import { emitEvent, type ShopBooks } from '../../shop-books.ts';
import { idFromGid, type DraftOrder, type LineItem } from '../../shop-records.ts';
import type { ApiContext } from '../execute.ts';
import { refused, type UserError } from '../user-error.ts';

type LineInput = {
  variantId?: string | null;
  quantity: number;
  title?: string | null;
  originalUnitPriceWithCurrency?: { amount: string } | null;
};

type DraftOrderInput = {
  purchasingEntity?: {
    customerId?: string | null;
    purchasingCompany?: {
      companyId: string;
      companyContactId: string;
      companyLocationId: string;
    } | null;
  } | null;
  lineItems?: LineInput[] | null;
  email?: string | null;
  note?: string | null;
  poNumber?: string | null;
  tags?: string[] | null;
};

/** draftOrderCreate. */
export function draftOrderMutations(context: ApiContext): Node {
  return {
    draftOrderCreate: ({ input }: { input: DraftOrderInput }) => draftOrderCreate(context, input),
  };
}

function draftOrderCreate({ books, node }: ApiContext, input: DraftOrderInput): Node {
  const buyer = buyerOf(books, input.purchasingEntity ?? {});
  const lines = draftLines(books, input.lineItems ?? []);
  const errors = [...(buyer.problem ? [buyer.problem] : []), ...lines.problems];
  if (errors.length > 0) return refused(['draftOrder'], ...errors);
  const at = books.clock.now();
  const draft: DraftOrder = {
    id: books.ids.next(),
    name: `#D${books.draftOrders.size + 1}`,
    email: input.email ?? null,
    customerId: buyer.customerId,
    purchasingCompany: buyer.purchasingCompany,
    lines: lines.items,
    poNumber: input.poNumber ?? null,
    note: input.note ?? null,
    tags: input.tags ?? [],
    createdAt: at,
    updatedAt: at,
  };
  books.draftOrders.set(draft.id, draft);
  emitEvent(books, 'draft_orders/create', draftOrderPayload(books, draft), at);
  return { draftOrder: node('DraftOrder', draft.id), userErrors: [] };
}

type Buyer = Pick<DraftOrder, 'customerId' | 'purchasingCompany'> & { problem?: UserError };

function buyerOf(
  books: ShopBooks,
  entity: NonNullable<DraftOrderInput['purchasingEntity']>,
): Buyer {
  const wrong = (field: string): Buyer => ({
    customerId: null,
    purchasingCompany: null,
    problem: {
      field: ['input', 'purchasingEntity', field],
      message: `${field} is invalid`,
      code: 'INVALID',
    },
  });
  if (entity.purchasingCompany) {
    const company = books.companies.get(
      idFromGid('Company', entity.purchasingCompany.companyId) ?? '',
    );
    const contact = books.companyContacts.get(
      idFromGid('CompanyContact', entity.purchasingCompany.companyContactId) ?? '',
    );
    const location = books.companyLocations.get(
      idFromGid('CompanyLocation', entity.purchasingCompany.companyLocationId) ?? '',
    );
    if (!company || contact?.companyId !== company.id || location?.companyId !== company.id)
      return wrong('purchasingCompany');
    return {
      customerId: contact.customerId,
      purchasingCompany: { companyId: company.id, contactId: contact.id, locationId: location.id },
    };
  }
  if (!entity.customerId) return { customerId: null, purchasingCompany: null };
  const customer = books.customers.get(idFromGid('Customer', entity.customerId) ?? '');
  return customer ? { customerId: customer.id, purchasingCompany: null } : wrong('customerId');
}

function draftLines(
  books: ShopBooks,
  inputs: LineInput[],
): { items: LineItem[]; problems: UserError[] } {
  if (inputs.length === 0) {
    return {
      items: [],
      problems: [{ field: null, message: 'Add at least 1 product', code: 'INVALID' }],
    };
  }
  const items: LineItem[] = [];
  const problems: UserError[] = [];
  inputs.forEach((input, index) => {
    const variantId = idFromGid('ProductVariant', input.variantId ?? '');
    if (input.quantity < 1) {
      problems.push({
        field: ['input', 'lineItems', String(index), 'quantity'],
        message: 'Quantity must be greater than 0',
        code: 'INVALID',
      });
    } else if (variantId !== undefined && books.productsByVariant.has(variantId)) {
      items.push(...linesFor(books, [{ variantId, quantity: input.quantity }]));
    } else {
      const field = ['input', 'lineItems', String(index), 'variantId'];
      problems.push({
        field,
        message: 'Product with this variant is no longer available',
        code: 'INVALID',
      });
    }
  });
  return { items, problems };
}
