import type { ShopBooks } from '../shop-books.ts';
import {
  gid,
  type Address,
  type Company,
  type CompanyContact,
  type CompanyLocation,
} from '../shop-records.ts';
import { shopTime, type Payload } from './values.ts';

/** companies/create and companies/update. */
export function companyPayload(books: ShopBooks, company: Company): Payload {
  return {
    name: company.name,
    note: company.note,
    external_id: company.externalId,
    main_contact_admin_graphql_api_id:
      company.mainContactId === null ? null : gid('CompanyContact', company.mainContactId),
    created_at: shopTime(books, company.createdAt),
    updated_at: shopTime(books, company.updatedAt),
    customer_since: shopTime(books, company.customerSince ?? company.createdAt),
    admin_graphql_api_id: gid('Company', company.id),
  };
}

/** company_contacts/*: names the customer, whose email address has to be fetched. */
export function contactPayload(
  books: ShopBooks,
  company: Company,
  contact: CompanyContact,
): Payload {
  return {
    customer_admin_graphql_api_id: gid('Customer', contact.customerId),
    title: contact.title,
    locale: contact.locale,
    created_at: shopTime(books, contact.createdAt),
    updated_at: shopTime(books, contact.updatedAt),
    admin_graphql_api_id: gid('CompanyContact', contact.id),
    company: companyPayload(books, company),
  };
}

/** company_locations/*. */
export function locationPayload(
  books: ShopBooks,
  company: Company,
  location: CompanyLocation,
): Payload {
  return {
    name: location.name,
    external_id: null,
    phone: null,
    locale: null,
    note: null,
    created_at: shopTime(books, location.createdAt),
    updated_at: shopTime(books, location.updatedAt),
    buyer_experience_configuration: null,
    admin_graphql_api_id: gid('CompanyLocation', location.id),
    tax_exemptions: [],
    tax_settings: {
      tax_registration_id: location.taxRegistrationId,
      tax_exempt: location.taxExempt,
      tax_exemptions: [],
    },
    company: companyPayload(books, company),
    billing_address: companyAddress(books, location, location.billingAddress),
    shipping_address: companyAddress(books, location, location.shippingAddress),
    tax_registration:
      location.taxRegistrationId === null ? null : { tax_id: location.taxRegistrationId },
  };
}

function companyAddress(
  books: ShopBooks,
  location: CompanyLocation,
  address: Address | null,
): Payload | null {
  if (!address) return null;
  return {
    address1: address.address1,
    address2: null,
    city: address.city,
    province: null,
    zone_code: null,
    zip: address.zip,
    country: address.country,
    country_code: address.countryCode,
    recipient: address.company,
    first_name: address.firstName,
    last_name: address.lastName,
    phone: null,
    created_at: shopTime(books, location.createdAt),
    updated_at: shopTime(books, location.updatedAt),
    admin_graphql_api_id: gid('CompanyAddress', location.id),
    company_admin_graphql_api_id: gid('Company', location.companyId),
  };
}
