import type { Node } from '#tests/store/graphql/node.ts';
import { assignRole, companyAddress, updateLocation } from '../../companies.ts';
import type { ShopBooks } from '../../shop-books.ts';
import {
  idFromGid,
  type Company,
  type CompanyContact,
  type CompanyLocation,
} from '../../shop-records.ts';
import type { ApiContext } from '../execute.ts';
import { companyAddressNode, roleAssignmentNode } from '../nodes/company.ts';
import { isGiven } from '../given.ts';
import { notFound, refused, type UserError } from '../user-error.ts';
import type { CompanyAddressInput } from './companies.ts';

type RoleInput = { companyContactRoleId: string; companyLocationId: string };

type AddressArgs = {
  locationId: string;
  address: CompanyAddressInput;
  addressTypes: ('BILLING' | 'SHIPPING')[];
};

type TaxArgs = {
  companyLocationId: string;
  taxRegistrationId?: string | null;
  taxExempt?: boolean | null;
};

export function companyLocationMutations(context: ApiContext): Node {
  return {
    companyContactAssignRoles: (args: { companyContactId: string; rolesToAssign: RoleInput[] }) =>
      assignRoles(context, args.companyContactId, args.rolesToAssign),
    companyLocationAssignAddress: (args: AddressArgs) => assignAddress(context.books, args),
    companyLocationTaxSettingsUpdate: (args: TaxArgs) => updateTaxSettings(context, args),
  };
}

function assignRoles({ books, node }: ApiContext, contactGid: string, inputs: RoleInput[]): Node {
  const contact = books.companyContacts.get(idFromGid('CompanyContact', contactGid) ?? '');
  const company = contact && books.companies.get(contact.companyId);
  if (!contact || !company)
    return refused(['roleAssignments'], notFound(['companyContactId'], 'Company contact'));
  const errors = inputs.flatMap((input, index) =>
    roleProblem(books, company, contact, input, index),
  );
  if (errors.length > 0) return refused(['roleAssignments'], ...errors);
  const roleAssignments = inputs.flatMap((input) => {
    const { role, location } = roleAndLocation(books, company, input);
    return role && location
      ? [roleAssignmentNode({ books, node }, contact, assignRole(books, contact, role, location))]
      : [];
  });
  return { roleAssignments, userErrors: [] };
}

function roleProblem(
  books: ShopBooks,
  company: Company,
  contact: CompanyContact,
  input: RoleInput,
  index: number,
): UserError[] {
  const at = (field: string) => ['rolesToAssign', String(index), field];
  const { role, location } = roleAndLocation(books, company, input);
  if (!role) return [notFound(at('companyContactRoleId'), 'Company contact role')];
  if (!location) return [notFound(at('companyLocationId'), 'Company location')];
  const isHeld = contact.roles.some(({ locationId }) => locationId === location.id);
  const message = 'Company contact has already been assigned a role in that company location.';
  return isHeld ? [{ field: at('companyLocationId'), message, code: 'LIMIT_REACHED' }] : [];
}

function roleAndLocation(books: ShopBooks, company: Company, input: RoleInput) {
  const role = company.contactRoles.find(
    ({ id }) => id === idFromGid('CompanyContactRole', input.companyContactRoleId),
  );
  const location = locationOf(books, input.companyLocationId);
  return { role, location: location?.companyId === company.id ? location : undefined };
}

function assignAddress(books: ShopBooks, { locationId, address, addressTypes }: AddressArgs): Node {
  const location = locationOf(books, locationId);
  const company = location && books.companies.get(location.companyId);
  if (!location || !company)
    return refused(['addresses'], notFound(['locationId'], 'Company location'));
  const written = companyAddress(address.recipient ?? company.name, address);
  const uses = addressTypes.map((type) => (type === 'BILLING' ? 'billing' : 'shipping'));
  updateLocation(
    books,
    company,
    location,
    Object.fromEntries(uses.map((use) => [`${use}Address`, written])),
  );
  return { addresses: uses.map((use) => companyAddressNode(location, use)), userErrors: [] };
}

function updateTaxSettings({ books, node }: ApiContext, args: TaxArgs): Node {
  const location = locationOf(books, args.companyLocationId);
  const company = location && books.companies.get(location.companyId);
  if (!location || !company)
    return refused(['companyLocation'], notFound(['companyLocationId'], 'Company location'));
  updateLocation(books, company, location, {
    ...(args.taxRegistrationId === undefined ? {} : { taxRegistrationId: args.taxRegistrationId }),
    ...(isGiven(args.taxExempt) ? { taxExempt: args.taxExempt } : {}),
  });
  return { companyLocation: node('CompanyLocation', location.id), userErrors: [] };
}

function locationOf(books: ShopBooks, globalId: string): CompanyLocation | undefined {
  return books.companyLocations.get(idFromGid('CompanyLocation', globalId) ?? '');
}
