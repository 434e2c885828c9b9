/** The shop that a body says it is of. Headers are not signed, so it is compared with the shop it arrived for. */
export type NamedShop = {
  /** Permanent domain; null when the body does not say. */
  domain: string | null;
  /** Shopify's number of the shop, its digits; null when the body does not say. */
  number: string | null;
};

/** A change of the installation itself, with the shop that its body names. */
export type ShopChange = { named: NamedShop } & ShopChangeKind;

/** What changes, whichever shop it is of. */
export type ShopChangeKind =
  | { kind: 'uninstalled' }
  | { kind: 'scopes'; current: string[] }
  | {
      kind: 'shop';
      name: string;
      email: string | null;
      currency: string;
      /** IANA name; null when it was not sent, or none. */
      timeZone: string | null;
      country: string | null;
      /** Whether it is a development store; null when its plan was not sent. */
      isDevelopment: boolean | null;
    }
  | {
      kind: 'compliance_request';
      topic: 'customers/data_request' | 'customers/redact' | 'shop/redact';
      request: unknown;
    };
