import type { Node } from '#tests/store/graphql/node.ts';
import { createCustomer, setConsent, tagCustomer } from '../../customers.ts';
import { idFromGid, type MarketingChannel, type OptInLevel } from '../../shop-records.ts';
import { nodeOf } from '../api-context.ts';
import type { ApiContext } from '../execute.ts';
import { isGiven } from '../given.ts';
import { metafieldValueError } from '../metafield-values.ts';
import { metafieldNode } from '../nodes/values.ts';
import { refused, type UserError } from '../user-error.ts';

type ConsentInput = {
  marketingState: string;
  marketingOptInLevel?: string | null;
  consentUpdatedAt?: string | null;
};

type EmailConsentArgs = { input: { customerId: string; emailMarketingConsent: ConsentInput } };

type SmsConsentArgs = { input: { customerId: string; smsMarketingConsent: ConsentInput } };

type TagArgs = { id: string; tags: string[] };

type MetafieldInput = {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
};

type CustomerCreateArgs = {
  input: {
    email?: string | null;
    firstName?: string | null;
    lastName?: string | null;
    phone?: string | null;
    note?: string | null;
    tags?: string[] | null;
  };
};

const SETTABLE_STATES = ['subscribed', 'unsubscribed', 'pending'] as const;
const METAFIELDS_AT_ONCE = 25;

export function customerMutations(context: ApiContext): Node {
  return {
    customerCreate: (args: CustomerCreateArgs) => customerCreate(context, args),
    customerEmailMarketingConsentUpdate: ({ input }: EmailConsentArgs) =>
      consentUpdate(context, input.customerId, 'email', input.emailMarketingConsent),
    customerSmsMarketingConsentUpdate: ({ input }: SmsConsentArgs) =>
      consentUpdate(context, input.customerId, 'sms', input.smsMarketingConsent),
    tagsAdd: ({ id, tags }: TagArgs) => changeTags(context, id, { add: tags }),
    tagsRemove: ({ id, tags }: TagArgs) => changeTags(context, id, { remove: tags }),
    metafieldsSet: ({ metafields }: { metafields: MetafieldInput[] }) =>
      metafieldsSet(context, metafields),
  };
}

function customerCreate({ books, node }: ApiContext, { input }: CustomerCreateArgs): Node {
  if (!input.email && !input.phone && !input.firstName && !input.lastName) {
    return refused(['customer'], {
      field: null,
      message: 'Customer must have a name, phone number or email address',
      code: 'INVALID',
    });
  }
  if (input.email && books.customersByEmail.has(input.email.toLowerCase())) {
    return refused(['customer'], {
      field: ['email'],
      message: 'Email has already been taken',
      code: 'TAKEN',
    });
  }
  const customer = createCustomer(books, {
    email: input.email ?? undefined,
    phone: input.phone ?? undefined,
    firstName: input.firstName ?? undefined,
    lastName: input.lastName ?? undefined,
    note: input.note ?? undefined,
    tags: input.tags ?? undefined,
  });
  return { customer: node('Customer', customer.id), userErrors: [] };
}

const CHANNELS = {
  email: {
    field: 'emailMarketingConsent',
    kept: 'emailConsent',
    reach: 'email',
    missing: 'An email address is required to set the email marketing consent state.',
  },
  sms: {
    field: 'smsMarketingConsent',
    kept: 'smsConsent',
    reach: 'phone',
    missing: 'A phone number is required to set the SMS consent state.',
  },
} as const;

/** As Shopify: only three states can be set, and the newest `consentUpdatedAt` wins. */
function consentUpdate(
  { books, node }: ApiContext,
  customerId: string,
  channel: MarketingChannel,
  wanted: ConsentInput,
): Node {
  const { field, kept: consentField, reach, missing } = CHANNELS[channel];
  const customer = books.customers.get(idFromGid('Customer', customerId) ?? '');
  const refuse = (path: string[], message: string) =>
    refused(['customer'], { field: path, message, code: 'INVALID' });
  if (!customer) return refuse(['input', 'customerId'], 'Customer not found');
  if (customer[reach] === null) return refuse(['input', 'customerId'], missing);
  const state = SETTABLE_STATES.find((one) => one.toUpperCase() === wanted.marketingState);
  if (!state) {
    return refuse(
      ['input', field, 'marketingState'],
      `Cannot specify ${wanted.marketingState} as a marketing state input`,
    );
  }
  const at = wanted.consentUpdatedAt ? Date.parse(wanted.consentUpdatedAt) : books.clock.now();
  if (at >= (customer[consentField].updatedAt ?? 0)) {
    const optInLevel = wanted.marketingOptInLevel?.toLowerCase() as OptInLevel | undefined;
    setConsent(books, customer.id, channel, state, { optInLevel, at });
  }
  return { customer: node('Customer', customer.id), userErrors: [] };
}

function changeTags(
  context: ApiContext,
  id: string,
  change: { add?: string[]; remove?: string[] },
): Node {
  const { books } = context;
  const customerId = idFromGid('Customer', id);
  const tagged =
    books.orders.get(idFromGid('Order', id) ?? '') ??
    books.draftOrders.get(idFromGid('DraftOrder', id) ?? '') ??
    books.products.get(idFromGid('Product', id) ?? '');
  if (customerId !== undefined && books.customers.has(customerId))
    tagCustomer(books, customerId, change);
  else if (tagged)
    tagged.tags = [...new Set([...tagged.tags, ...(change.add ?? [])])].filter(
      (tag) => !change.remove?.includes(tag),
    );
  else
    return refused(['node'], {
      field: ['id'],
      message: 'Resource does not exist or cannot be tagged',
      code: 'INVALID',
    });
  return { node: nodeOf(context, id), userErrors: [] };
}

/** All or nothing, as Shopify: one bad metafield refuses the whole call. */
function metafieldsSet(context: ApiContext, inputs: MetafieldInput[]): Node {
  const { books } = context;
  if (inputs.length > METAFIELDS_AT_ONCE) {
    const message = `Exceeded the maximum metafields input limit of ${METAFIELDS_AT_ONCE}.`;
    return refused(['metafields'], {
      field: ['metafields'],
      message,
      code: 'LESS_THAN_OR_EQUAL_TO',
    });
  }
  const errors = inputs.flatMap((input, index) => metafieldProblem(context, input, index));
  if (errors.length > 0) return refused(['metafields'], ...errors);
  const at = books.clock.now();
  const metafields = inputs.map((input) => {
    const namespace = input.namespace ?? '$app';
    const place = `${input.ownerId} ${namespace} ${input.key}`;
    const known = books.metafields.get(place);
    const metafield = {
      id: known?.id ?? books.ids.next(),
      ownerId: input.ownerId,
      namespace,
      key: input.key,
      type: input.type ?? known?.type ?? 'single_line_text_field',
      value: input.value,
      createdAt: known?.createdAt ?? at,
      updatedAt: at,
    };
    books.metafields.set(place, metafield);
    return metafieldNode(metafield);
  });
  return { metafields, userErrors: [] };
}

function metafieldProblem(context: ApiContext, input: MetafieldInput, index: number): UserError[] {
  const at = (field: string) => ['metafields', String(index), field];
  if (!nodeOf(context, input.ownerId))
    return [{ field: at('ownerId'), message: 'Owner does not exist', code: 'INVALID' }];
  if (input.value === '') return [{ field: at('value'), message: "can't be blank", code: 'BLANK' }];
  const known = context.books.metafields.get(
    `${input.ownerId} ${input.namespace ?? '$app'} ${input.key}`,
  );
  if (!known && !isGiven(input.type))
    return [{ field: at('type'), message: "can't be blank", code: 'BLANK' }];
  if (!/^[\w-]{2,64}$/.test(input.key) || !/^(\$app|[\w-]{3,255})$/.test(input.namespace ?? '$app'))
    return [{ field: at('key'), message: 'is invalid', code: 'INVALID' }];
  const wrong = metafieldValueError(input.type ?? known?.type ?? '', input.value);
  if (wrong !== null) return [{ field: at('value'), message: wrong, code: 'INVALID_VALUE' }];
  if (isGiven(input.compareDigest) && input.compareDigest !== String(known?.updatedAt)) {
    return [
      {
        field: at('compareDigest'),
        message: 'The metafield has changed since it was read',
        code: 'STALE_OBJECT',
      },
    ];
  }
  return [];
}
