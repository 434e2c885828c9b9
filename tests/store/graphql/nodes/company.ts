import type { Node } from '#tests/store/graphql/node.ts';
import {
  gid,
  orderTotal,
  type Company,
  type CompanyContact,
  type CompanyLocation,
  type Order,
} from '../../shop-records.ts';
import { connection, type ListRules, type PageArgs } from '../connection.ts';
import type { ApiContext } from '../execute.ts';
import { orderRules } from './order.ts';
import { addressNode, instant, metafieldFields, money } from './values.ts';

export const companyRules: ListRules<Company> = {
  search: {
    default: ({ name }) => name,
    id: ({ id }) => id,
    name: ({ name }) => name,
    external_id: ({ externalId }) => externalId,
    created_at: ({ createdAt }) => createdAt,
    updated_at: ({ updatedAt }) => updatedAt,
  },
  sort: {
    CREATED_AT: ({ createdAt }) => createdAt,
    UPDATED_AT: ({ updatedAt }) => updatedAt,
    NAME: ({ name }) => name,
  },
};

export function companyNode({ books, node }: ApiContext, company: Company): Node {
  const id = gid('Company', company.id);
  const contacts = () =>
    [...books.companyContacts.values()].filter(({ companyId }) => companyId === company.id);
  const locations = () =>
    [...books.companyLocations.values()].filter(({ companyId }) => companyId === company.id);
  const orders = () =>
    ordersOf(books, (order) => order.purchasingCompany?.companyId === company.id);
  return {
    __typename: 'Company',
    id,
    name: company.name,
    externalId: company.externalId,
    note: company.note,
    customerSince: instant(company.customerSince ?? company.createdAt),
    createdAt: instant(company.createdAt),
    updatedAt: instant(company.updatedAt),
    mainContact: () => node('CompanyContact', company.mainContactId),
    contacts: (args: PageArgs) =>
      connection(contacts(), args, (contact) => node('CompanyContact', contact.id)),
    contactsCount: () => ({ count: contacts().length, precision: 'EXACT' }),
    locations: (args: PageArgs) =>
      connection(locations(), args, (location) => node('CompanyLocation', location.id)),
    locationsCount: () => ({ count: locations().length, precision: 'EXACT' }),
    contactRoles: (args: PageArgs) => connection(company.contactRoles, args, roleNode),
    defaultRole: () => (company.contactRoles[1] ? roleNode(company.contactRoles[1]) : null),
    orders: (args: PageArgs) =>
      connection(orders(), args, (order) => node('Order', order.id), orderRules),
    ordersCount: () => ({ count: orders().length, precision: 'EXACT' }),
    totalSpent: () =>
      money(
        books,
        orders().reduce((sum, order) => sum + orderTotal(order), 0),
      ),
    ...metafieldFields(books, id),
  };
}

export function contactNode({ books, node }: ApiContext, contact: CompanyContact): Node {
  const company = books.companies.get(contact.companyId);
  return {
    __typename: 'CompanyContact',
    id: gid('CompanyContact', contact.id),
    title: contact.title,
    locale: contact.locale,
    isMainContact: company?.mainContactId === contact.id,
    createdAt: instant(contact.createdAt),
    updatedAt: instant(contact.updatedAt),
    company: () => node('Company', contact.companyId),
    customer: () => node('Customer', contact.customerId),
    roleAssignments: (args: PageArgs) =>
      connection(contact.roles, args, (assignment) =>
        roleAssignmentNode({ books, node }, contact, assignment),
      ),
  };
}

export function locationNode({ books, node }: ApiContext, location: CompanyLocation): Node {
  const id = gid('CompanyLocation', location.id);
  const orders = () =>
    ordersOf(books, (order) => order.purchasingCompany?.locationId === location.id);
  return {
    __typename: 'CompanyLocation',
    id,
    name: location.name,
    externalId: null,
    note: null,
    phone: null,
    shippingAddress: companyAddressNode(location, 'shipping'),
    billingAddress: companyAddressNode(location, 'billing'),
    taxSettings: {
      taxRegistrationId: location.taxRegistrationId,
      taxExempt: location.taxExempt,
      taxExemptions: [],
    },
    createdAt: instant(location.createdAt),
    updatedAt: instant(location.updatedAt),
    company: () => node('Company', location.companyId),
    ordersCount: () => ({ count: orders().length, precision: 'EXACT' }),
    staffMemberAssignments: (args: PageArgs) => connection([], args, () => ({})),
    ...metafieldFields(books, id),
  };
}

export function companyAddressNode(
  location: CompanyLocation,
  use: 'shipping' | 'billing',
): Node | null {
  const address = addressNode(
    use === 'shipping' ? location.shippingAddress : location.billingAddress,
  );
  return (
    address && {
      ...address,
      __typename: 'CompanyAddress',
      id: gid('CompanyAddress', `${location.id}-${use}`),
    }
  );
}

export function roleAssignmentNode(
  { books, node }: Pick<ApiContext, 'books' | 'node'>,
  contact: CompanyContact,
  assignment: CompanyContact['roles'][number],
): Node {
  const company = books.companies.get(contact.companyId);
  const role = company?.contactRoles.find(({ id }) => id === assignment.roleId);
  return {
    __typename: 'CompanyContactRoleAssignment',
    id: gid('CompanyContactRoleAssignment', assignment.id),
    createdAt: instant(contact.updatedAt),
    updatedAt: instant(contact.updatedAt),
    role: role ? roleNode(role) : null,
    company: () => node('Company', contact.companyId),
    companyContact: () => node('CompanyContact', contact.id),
    companyLocation: () => node('CompanyLocation', assignment.locationId),
  };
}

function roleNode(role: Company['contactRoles'][number]): Node {
  return {
    __typename: 'CompanyContactRole',
    id: gid('CompanyContactRole', role.id),
    name: role.name,
    note: null,
  };
}

function ordersOf(books: ApiContext['books'], isTheirs: (order: Order) => boolean): Order[] {
  return [...books.orders.values()].filter(isTheirs);
}
