import type { Node } from '#tests/store/graphql/node.ts';
import { gid } from '../../shop-records.ts';
import type { ApiContext } from '../execute.ts';
import { metafieldFields } from './values.ts';

export function shopNode({ books }: ApiContext): Node {
  const { identity } = books;
  const id = gid('Shop', identity.id);
  const address = {
    countryCodeV2: identity.countryCode,
    country: 'United Kingdom',
    city: 'London',
    address1: '1 Market Street',
    zip: 'E1 6AN',
    company: null,
    phone: null,
  };
  return {
    __typename: 'Shop',
    id,
    name: identity.name,
    email: identity.email,
    contactEmail: identity.email,
    shopOwnerName: 'Olive Owner',
    myshopifyDomain: identity.domain,
    url: books.storefrontUrl(),
    primaryDomain: {
      id: gid('Domain', identity.id),
      host: new URL(books.storefrontUrl()).host,
      url: books.storefrontUrl(),
      sslEnabled: false,
    },
    domains: [{ id: gid('Domain', identity.id), host: new URL(books.storefrontUrl()).host }],
    currencyCode: identity.currency,
    ianaTimezone: identity.timezone,
    timezoneAbbreviation: 'GMT',
    weightUnit: 'KILOGRAMS',
    taxesIncluded: true,
    plan: { publicDisplayName: 'Development', shopifyPlus: false, partnerDevelopment: true },
    shopAddress: address,
    billingAddress: address,
    ...metafieldFields(books, id),
  };
}

export function appInstallationNode({ books, scopes }: ApiContext): Node {
  const id = gid('AppInstallation', books.identity.id);
  return {
    __typename: 'AppInstallation',
    id,
    accessScopes: scopes.map((handle) => ({ handle, description: handle.replaceAll('_', ' ') })),
    activeSubscriptions: [],
    ...metafieldFields(books, id),
  };
}
