import type { Node } from '#tests/store/graphql/node.ts';
import { amount } from '../../payloads/values.ts';
import type { ShopBooks } from '../../shop-books.ts';
import { gid, type Address, type Metafield } from '../../shop-records.ts';
import { connection, type PageArgs } from '../connection.ts';
import { isGiven } from '../given.ts';

/** A moment as the API writes it: UTC, whole seconds. */
export function instant(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export function money(books: ShopBooks, minor: number): Node {
  return { amount: amount(minor), currencyCode: books.identity.currency };
}

export function moneyBag(books: ShopBooks, minor: number): Node {
  const shopMoney = money(books, minor);
  return { shopMoney, presentmentMoney: shopMoney };
}

export function addressNode(address: Address | null): Node | null {
  if (!address) return null;
  return {
    firstName: address.firstName,
    lastName: address.lastName,
    name: `${address.firstName} ${address.lastName}`.trim(),
    recipient: address.company ?? '',
    company: address.company,
    companyName: address.company ?? '',
    address1: address.address1,
    address2: null,
    city: address.city,
    zip: address.zip,
    province: null,
    provinceCode: null,
    zoneCode: null,
    country: address.country,
    countryCode: address.countryCode,
    countryCodeV2: address.countryCode,
    phone: null,
  };
}

/** `metafield` and `metafields` of an owner; `$app` is the app's own namespace. */
export function metafieldFields(books: ShopBooks, ownerId: string): Node {
  const owned = () =>
    [...books.metafields.values()].filter((metafield) => metafield.ownerId === ownerId);
  return {
    metafield: ({ namespace, key }: { namespace?: string | null; key: string }) => {
      const found = owned().find(
        (one) => one.key === key && one.namespace === (namespace ?? '$app'),
      );
      return found ? metafieldNode(found) : null;
    },
    metafields: (args: PageArgs & { namespace?: string | null }) =>
      connection(
        owned().filter((one) => !isGiven(args.namespace) || one.namespace === args.namespace),
        args,
        metafieldNode,
      ),
  };
}

export function metafieldNode(metafield: Metafield): Node {
  return {
    __typename: 'Metafield',
    id: gid('Metafield', metafield.id),
    namespace: metafield.namespace,
    key: metafield.key,
    type: metafield.type,
    value: metafield.value,
    compareDigest: String(metafield.updatedAt),
    createdAt: instant(metafield.createdAt),
    updatedAt: instant(metafield.updatedAt),
  };
}
