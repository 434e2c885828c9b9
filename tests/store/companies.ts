import { companyPayload, contactPayload, locationPayload } from './payloads/company.ts';
import { emitEvent, type ShopBooks } from './shop-books.ts';
import {
  gid,
  type Address,
  type Company,
  type CompanyContact,
  type CompanyLocation,
  type ShopifyId,
} from './shop-records.ts';

export type CompanyFields = Partial<
  Pick<Company, 'name' | 'externalId' | 'note' | 'customerSince'>
>;

export type LocationFields = Partial<
  Pick<
    CompanyLocation,
    'name' | 'shippingAddress' | 'billingAddress' | 'taxRegistrationId' | 'taxExempt'
  >
>;

/** Adds a company with the two contact roles Shopify starts it with; emits companies/create. */
export function createCompany(books: ShopBooks, fields: CompanyFields & { name: string }): Company {
  const at = books.clock.now();
  const company: Company = {
    id: books.ids.next(),
    name: fields.name,
    externalId: fields.externalId ?? null,
    note: fields.note ?? null,
    customerSince: fields.customerSince ?? null,
    mainContactId: null,
    contactRoles: ['Location admin', 'Ordering only'].map((name) => ({
      id: books.ids.next(),
      name,
    })),
    createdAt: at,
    updatedAt: at,
  };
  books.companies.set(company.id, company);
  emitEvent(books, 'companies/create', companyPayload(books, company), at);
  return company;
}

/** Changes a company and emits companies/update. */
export function updateCompany(
  books: ShopBooks,
  company: Company,
  fields: CompanyFields & { mainContactId?: ShopifyId },
): Company {
  const at = books.clock.now();
  Object.assign(company, fields, { updatedAt: at });
  emitEvent(books, 'companies/update', companyPayload(books, company), at);
  return company;
}

/** Makes a customer a contact of a company; emits company_contacts/create. */
export function addContact(
  books: ShopBooks,
  company: Company,
  contactOf: { customerId: ShopifyId; title?: string | null; locale?: string | null },
): CompanyContact {
  const at = books.clock.now();
  const contact: CompanyContact = {
    id: books.ids.next(),
    companyId: company.id,
    customerId: contactOf.customerId,
    title: contactOf.title ?? null,
    locale: contactOf.locale ?? null,
    roles: [],
    createdAt: at,
    updatedAt: at,
  };
  books.companyContacts.set(contact.id, contact);
  emitEvent(books, 'company_contacts/create', contactPayload(books, company, contact), at);
  return contact;
}

/** Adds a location to a company; emits company_locations/create. */
export function addLocation(
  books: ShopBooks,
  company: Company,
  fields: LocationFields,
): CompanyLocation {
  const at = books.clock.now();
  const location: CompanyLocation = {
    id: books.ids.next(),
    companyId: company.id,
    name: fields.name ?? company.name,
    shippingAddress: fields.shippingAddress ?? null,
    billingAddress: fields.billingAddress ?? null,
    taxRegistrationId: fields.taxRegistrationId ?? null,
    taxExempt: fields.taxExempt ?? false,
    createdAt: at,
    updatedAt: at,
  };
  books.companyLocations.set(location.id, location);
  emitEvent(books, 'company_locations/create', locationPayload(books, company, location), at);
  return location;
}

/** Changes addresses or tax settings of a location; emits company_locations/update. */
export function updateLocation(
  books: ShopBooks,
  company: Company,
  location: CompanyLocation,
  fields: LocationFields,
): CompanyLocation {
  const at = books.clock.now();
  Object.assign(location, fields, { updatedAt: at });
  emitEvent(books, 'company_locations/update', locationPayload(books, company, location), at);
  return location;
}

/** Gives a contact a role at a location; emits company_contact_roles/assign. */
export function assignRole(
  books: ShopBooks,
  contact: CompanyContact,
  role: Company['contactRoles'][number],
  location: CompanyLocation,
): CompanyContact['roles'][number] {
  const assignment = { id: books.ids.next(), roleId: role.id, locationId: location.id };
  contact.roles.push(assignment);
  const payload = {
    company_location_admin_graphql_api_id: gid('CompanyLocation', location.id),
    company_contact_admin_graphql_api_id: gid('CompanyContact', contact.id),
    company_contact_role_admin_graphql_api_id: gid('CompanyContactRole', role.id),
    admin_graphql_api_id: gid('CompanyContactRoleAssignment', assignment.id),
  };
  emitEvent(books, 'company_contact_roles/assign', payload);
  return assignment;
}

/** A company address as an address of the store. */
export function companyAddress(
  name: string,
  fields: {
    address1?: string | null;
    city?: string | null;
    zip?: string | null;
    countryCode?: string | null;
    firstName?: string | null;
    lastName?: string | null;
  },
): Address {
  const countryCode = fields.countryCode ?? 'GB';
  return {
    firstName: fields.firstName ?? '',
    lastName: fields.lastName ?? '',
    company: name,
    address1: fields.address1 ?? '',
    city: fields.city ?? '',
    zip: fields.zip ?? '',
    country: new Intl.DisplayNames('en', { type: 'region' }).of(countryCode) ?? countryCode,
    countryCode,
  };
}
