import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Node } from '#tests/store/graphql/node.ts';
import {
  addContact,
  addLocation,
  companyAddress,
  createCompany,
  updateCompany,
  type CompanyFields,
} from '../../companies.ts';
import { createCustomer } from '../../customers.ts';
import type { ShopBooks } from '../../shop-books.ts';
import {
  idFromGid,
  type Company,
  type CompanyContact,
  type CompanyLocation,
} from '../../shop-records.ts';
import type { ApiContext } from '../execute.ts';
import { isGiven } from '../given.ts';
import { notFound, refused, type UserError } from '../user-error.ts';

type CompanyInput = {
  name?: string | null;
  externalId?: string | null;
  note?: string | null;
  customerSince?: string | null;
};

type ContactInput = {
  email?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  phone?: string | null;
  title?: string | null;
  locale?: string | null;
};

export type CompanyAddressInput = {
  address1?: string | null;
  city?: string | null;
  zip?: string | null;
  countryCode?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  recipient?: string | null;
};

type LocationInput = {
  name?: string | null;
  phone?: string | null;
  shippingAddress?: CompanyAddressInput | null;
  billingAddress?: CompanyAddressInput | null;
  billingSameAsShipping?: boolean | null;
  taxRegistrationId?: string | null;
  taxExempt?: boolean | null;
};

type CreateArgs = {
  input: {
    company: CompanyInput;
    companyContact?: ContactInput | null;
    companyLocation?: LocationInput | null;
  };
};

export function companyMutations(context: ApiContext): Node {
  return {
    companyCreate: ({ input }: CreateArgs) => companyCreate(context, input),
    companyUpdate: ({ companyId, input }: { companyId: string; input: CompanyInput }) =>
      companyUpdate(context, companyId, input),
    companyContactCreate: ({ companyId, input }: { companyId: string; input: ContactInput }) =>
      contactCreate(context, companyId, input),
    companyAssignCustomerAsContact: ({
      companyId,
      customerId,
    }: {
      companyId: string;
      customerId: string;
    }) => assignCustomer(context, companyId, customerId),
    companyAssignMainContact: ({
      companyId,
      companyContactId,
    }: {
      companyId: string;
      companyContactId: string;
    }) => assignMainContact(context, companyId, companyContactId),
    companyLocationCreate: ({ companyId, input }: { companyId: string; input: LocationInput }) =>
      locationCreate(context, companyId, input),
  };
}

/** The company behind a global id. */
function companyOf(books: ShopBooks, globalId: string): Company | undefined {
  return books.companies.get(idFromGid('Company', globalId) ?? '');
}

function companyCreate({ books, node }: ApiContext, input: CreateArgs['input']): Node {
  const { company: fields, companyContact, companyLocation } = input;
  const errors = [
    ...companyProblems(books, fields, ['input', 'company'], undefined),
    ...(companyContact ? contactProblems(books, companyContact, ['input', 'companyContact']) : []),
    ...phoneProblems(companyLocation?.phone, ['input', 'companyLocation']),
  ];
  if (errors.length > 0) return refused(['company'], ...errors);
  const company = createCompany(books, { ...companyFields(fields), name: fields.name ?? '' });
  addLocation(books, company, locationFields(company, companyLocation ?? {}));
  if (companyContact) {
    const contact = newContact(books, company, companyContact);
    updateCompany(books, company, { mainContactId: contact.id });
  }
  return { company: node('Company', company.id), userErrors: [] };
}

function companyUpdate({ books, node }: ApiContext, companyId: string, input: CompanyInput): Node {
  const company = companyOf(books, companyId);
  if (!company) return refused(['company'], notFound(['companyId'], 'Company'));
  const errors = companyProblems(books, { name: company.name, ...input }, ['input'], company);
  if (errors.length > 0) return refused(['company'], ...errors);
  return {
    company: node('Company', updateCompany(books, company, companyFields(input)).id),
    userErrors: [],
  };
}

function contactCreate({ books, node }: ApiContext, companyId: string, input: ContactInput): Node {
  const company = companyOf(books, companyId);
  if (!company) return refused(['companyContact'], notFound(['companyId'], 'Company'));
  const errors = contactProblems(books, input, ['input']);
  if (errors.length > 0) return refused(['companyContact'], ...errors);
  return {
    companyContact: node('CompanyContact', newContact(books, company, input).id),
    userErrors: [],
  };
}

function assignCustomer({ books, node }: ApiContext, companyId: string, customerGid: string): Node {
  const company = companyOf(books, companyId);
  const customer = books.customers.get(idFromGid('Customer', customerGid) ?? '');
  if (!company) return refused(['companyContact'], notFound(['companyId'], 'Company'));
  if (!customer) return refused(['companyContact'], notFound(['customerId'], 'Customer'));
  if (customer.email === null) {
    const message = 'Customer must have an email address.';
    return refused(['companyContact'], { field: ['customerId'], message, code: 'INVALID_INPUT' });
  }
  const isContact = [...books.companyContacts.values()].some(
    (contact) => contact.companyId === company.id && contact.customerId === customer.id,
  );
  if (isContact) {
    const message = 'Customer is already associated with a company contact.';
    return refused(['companyContact'], { field: ['customerId'], message, code: 'INVALID_INPUT' });
  }
  const contact = addContact(books, company, { customerId: customer.id });
  return { companyContact: node('CompanyContact', contact.id), userErrors: [] };
}

function assignMainContact(
  { books, node }: ApiContext,
  companyId: string,
  contactGid: string,
): Node {
  const company = companyOf(books, companyId);
  const contact = books.companyContacts.get(idFromGid('CompanyContact', contactGid) ?? '');
  if (!company) return refused(['company'], notFound(['companyId'], 'Company'));
  if (contact?.companyId !== company.id)
    return refused(['company'], notFound(['companyContactId'], 'Company contact'));
  return {
    company: node('Company', updateCompany(books, company, { mainContactId: contact.id }).id),
    userErrors: [],
  };
}

function locationCreate(
  { books, node }: ApiContext,
  companyId: string,
  input: LocationInput,
): Node {
  const company = companyOf(books, companyId);
  if (!company) return refused(['companyLocation'], notFound(['companyId'], 'Company'));
  const errors = phoneProblems(input.phone, ['input']);
  if (errors.length > 0) return refused(['companyLocation'], ...errors);
  const location = addLocation(books, company, locationFields(company, input));
  return { companyLocation: node('CompanyLocation', location.id), userErrors: [] };
}

function companyProblems(
  books: ShopBooks,
  input: CompanyInput,
  at: string[],
  self: Company | undefined,
): UserError[] {
  const errors: UserError[] = [];
  if (!input.name?.trim())
    errors.push({ field: [...at, 'name'], message: "Name can't be blank", code: 'BLANK' });
  const isTaken =
    isGiven(input.externalId) &&
    [...books.companies.values()].some(
      (other) => other !== self && other.externalId === input.externalId,
    );
  if (isTaken) {
    errors.push({
      field: [...at, 'externalId'],
      message: 'External ID has already been taken',
      code: 'TAKEN',
    });
  }
  return errors;
}

function contactProblems(books: ShopBooks, input: ContactInput, at: string[]): UserError[] {
  const field = [...at, 'email'];
  if (!input.email) return [{ field, message: "Email can't be blank", code: 'BLANK' }];
  if (!/^[^@\s]+@[^@\s]+$/.test(input.email))
    return [{ field, message: 'Email is invalid', code: 'INVALID' }];
  const isTaken = books.customersByEmail.has(input.email.toLowerCase());
  return isTaken
    ? [{ field, message: 'Email address has already been taken.', code: 'TAKEN' }]
    : [];
}

/** Shopify takes numbers that someone can be reached at only. */
function phoneProblems(phone: string | null | undefined, at: string[]): UserError[] {
  if (!isGiven(phone) || parsePhoneNumberFromString(phone)?.isPossible() === true) return [];
  return [{ field: [...at, 'phone'], message: 'Phone is invalid', code: 'INVALID' }];
}

function newContact(books: ShopBooks, company: Company, input: ContactInput): CompanyContact {
  const customer = createCustomer(books, {
    email: input.email ?? undefined,
    firstName: input.firstName ?? undefined,
    lastName: input.lastName ?? undefined,
    phone: input.phone ?? undefined,
  });
  return addContact(books, company, {
    customerId: customer.id,
    title: input.title,
    locale: input.locale,
  });
}

function companyFields(input: CompanyInput): CompanyFields {
  const { name, externalId, note, customerSince } = input;
  return {
    ...(isGiven(name) ? { name } : {}),
    ...(externalId === undefined ? {} : { externalId }),
    ...(note === undefined ? {} : { note }),
    ...(isGiven(customerSince) ? { customerSince: Date.parse(customerSince) } : {}),
  };
}

function locationFields(company: Company, input: LocationInput): Partial<CompanyLocation> {
  const shippingAddress = input.shippingAddress
    ? companyAddress(company.name, input.shippingAddress)
    : null;
  const billingAddress = input.billingAddress
    ? companyAddress(company.name, input.billingAddress)
    : null;
  return {
    name: input.name ?? company.name,
    shippingAddress,
    billingAddress: input.billingSameAsShipping ? shippingAddress : billingAddress,
    taxRegistrationId: input.taxRegistrationId ?? null,
    taxExempt: input.taxExempt ?? false,
  };
}
