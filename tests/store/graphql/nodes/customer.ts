import type { Node } from '#tests/store/graphql/node.ts';
import { orderOf } from '../../orders.ts';
import { gid, orderTotal, type Customer } from '../../shop-records.ts';
import { connection, type ListRules, type PageArgs } from '../connection.ts';
import type { ApiContext } from '../execute.ts';
import { orderRules } from './order.ts';
import { addressNode, instant, metafieldFields, money } from './values.ts';

export const customerRules: ListRules<Customer> = {
  search: {
    default: (customer) => [customer.email ?? '', customer.firstName, customer.lastName],
    id: ({ id }) => id,
    email: ({ email }) => email,
    tag: ({ tags }) => tags,
    created_at: ({ createdAt }) => createdAt,
    customer_date: ({ createdAt }) => createdAt,
    updated_at: ({ updatedAt }) => updatedAt,
  },
  sort: {
    CREATED_AT: ({ createdAt }) => createdAt,
    UPDATED_AT: ({ updatedAt }) => updatedAt,
    NAME: ({ lastName, firstName }) => `${lastName} ${firstName}`,
  },
};

export function customerNode({ books, node }: ApiContext, customer: Customer): Node {
  const id = gid('Customer', customer.id);
  const orders = () => customer.orderIds.map((orderId) => orderOf(books, orderId));
  return {
    __typename: 'Customer',
    id,
    legacyResourceId: customer.id,
    displayName: `${customer.firstName} ${customer.lastName}`.trim() || (customer.email ?? ''),
    firstName: customer.firstName,
    lastName: customer.lastName,
    email: customer.email,
    phone: customer.phone,
    locale: 'en',
    state: 'DISABLED',
    note: customer.note,
    tags: customer.tags,
    verifiedEmail: true,
    taxExempt: false,
    dataSaleOptOut: false,
    createdAt: instant(customer.createdAt),
    updatedAt: instant(customer.updatedAt),
    numberOfOrders: String(customer.orderIds.length),
    amountSpent: () =>
      money(
        books,
        orders().reduce((sum, order) => sum + orderTotal(order), 0),
      ),
    lastOrder: () => node('Order', customer.orderIds.at(-1)),
    orders: (args: PageArgs) =>
      connection(orders(), args, ({ id: orderId }) => node('Order', orderId), orderRules),
    defaultAddress: addressNode(customer.defaultAddress),
    defaultEmailAddress: emailAddressNode(customer),
    emailMarketingConsent: emailConsentNode(customer),
    defaultPhoneNumber: phoneNumberNode(customer),
    companyContactProfiles: () =>
      [...books.companyContacts.values()]
        .filter((contact) => contact.customerId === customer.id)
        .map((contact) => node('CompanyContact', contact.id)),
    ...metafieldFields(books, id),
  };
}

function emailAddressNode(customer: Customer): Node | null {
  if (customer.email === null) return null;
  const { state, optInLevel, updatedAt } = customer.emailConsent;
  return {
    emailAddress: customer.email,
    marketingState: state.toUpperCase(),
    marketingOptInLevel: optInLevel?.toUpperCase() ?? null,
    marketingUpdatedAt: updatedAt === null ? null : instant(updatedAt),
    validFormat: true,
  };
}

function phoneNumberNode({ phone, smsConsent }: Customer): Node | null {
  if (phone === null) return null;
  const { state, optInLevel, updatedAt } = smsConsent;
  const consent = {
    optInLevel: optInLevel?.toUpperCase() ?? null,
    updatedAt: updatedAt === null ? null : instant(updatedAt),
  };
  return {
    phoneNumber: phone,
    marketingState: state.toUpperCase(),
    marketingOptInLevel: consent.optInLevel,
    marketingUpdatedAt: consent.updatedAt,
    smsMarketingConsent: {
      ...consent,
      // The newer object has a word of its own for it.
      state: state === 'not_subscribed' ? 'NEVER_SUBSCRIBED' : state.toUpperCase(),
    },
  };
}

function emailConsentNode(customer: Customer): Node | null {
  if (customer.email === null) return null;
  const { state, optInLevel, updatedAt } = customer.emailConsent;
  return {
    marketingState: state.toUpperCase(),
    marketingOptInLevel: optInLevel?.toUpperCase() ?? null,
    consentUpdatedAt: updatedAt === null ? null : instant(updatedAt),
  };
}
