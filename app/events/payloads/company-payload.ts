import { z } from 'zod';
import { moment, optionalText, shopifyId, text, written } from './payload-values.ts';

/** The parts of Shopify's payloads about companies (API 2026-07) that we read. They hold only global ids. */

const company = z.object({
  admin_graphql_api_id: shopifyId,
  name: text,
  external_id: optionalText,
  main_contact_admin_graphql_api_id: shopifyId.nullish().catch(null).transform(orNull),
  customer_since: written,
  updated_at: moment,
});
export type Company = z.infer<typeof company>;

/** companies/create, update, delete. */
export const companyPayload = company;

/** company_contacts/create, update, delete. */
export const companyContactPayload = z.object({
  admin_graphql_api_id: shopifyId,
  customer_admin_graphql_api_id: shopifyId,
  title: optionalText,
  updated_at: moment,
  company,
});
export type CompanyContact = z.infer<typeof companyContactPayload>;

const address = z.object({ country_code: written }).nullish().catch(null).transform(orNull);

/** company_locations/create, update, delete. */
export const companyLocationPayload = z.object({
  admin_graphql_api_id: shopifyId,
  name: text,
  external_id: optionalText,
  phone: written,
  updated_at: moment,
  company,
  billing_address: address,
  shipping_address: address,
});
export type CompanyLocation = z.infer<typeof companyLocationPayload>;

/** company_contact_roles/assign, company_contact_roles/revoke. */
export const contactRolePayload = z.object({
  company_contact: companyContactPayload,
  company_location: companyLocationPayload,
});

function orNull<T>(value: T | null | undefined): T | null {
  return value ?? null;
}
