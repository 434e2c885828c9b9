/** Something a person is known by. `at` is when it was linked to them, epoch milliseconds. */
export type PersonIdentity = { kind: string; value: string; at: number; by: string };

/** That two profiles became this one. */
export type PersonJoin = {
  id: string;
  /** Epoch milliseconds. */
  at: number;
  why: string;
  /** The identifiers that were received together, in words. */
  via: string[];
  /** `split`: it was undone; `settled`: too long ago for that. */
  state: 'open' | 'settled' | 'split' | 'merged_in_shopify';
  /** The other person after a split; null while there is none. */
  otherId: string | null;
};

export type Identities = {
  identities: PersonIdentity[];
  /** How many there are in all. */
  count: number;
  /** Newest first. */
  joins: PersonJoin[];
  companies: PersonCompany[];
};

/** A company a person belongs to: as Shopify says it, or because of the domain of an email address. */
export type PersonCompany = {
  gid: string;
  /** Null while only a contact of it was received. */
  name: string | null;
  by: 'shopify' | 'email domain';
  /** The domain that says so; null when Shopify does. */
  domain: string | null;
};
