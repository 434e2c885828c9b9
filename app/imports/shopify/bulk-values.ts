/** An object as Shopify sends it, whose fields are checked by the reader of the webhook made of it. */
export type Payload = Record<string, unknown>;

export function addressPayload(address: unknown): Payload | null {
  if (!address) return null;
  const { firstName, lastName, company, countryCodeV2, provinceCode } = objectIn(address);
  return {
    first_name: firstName,
    last_name: lastName,
    company,
    country_code: countryCodeV2,
    province_code: provinceCode,
  };
}

export function withGid({ id }: Payload): Payload {
  return { id, admin_graphql_api_id: id };
}

export function moneyPayload(money: unknown): Payload {
  const { amount, currencyCode } = objectIn(money);
  return { amount, currency_code: currencyCode };
}

export function amountOf(moneySet: unknown): unknown {
  return objectIn(objectIn(moneySet).shopMoney).amount;
}

export function lower(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

export function isDated(moment: unknown): boolean {
  return moment !== null && moment !== undefined;
}

/** A field of an object inside another; null when there is no such object, undefined when it was not sent. */
export function fieldIn(value: unknown, field: string): unknown {
  return value === null ? null : objectIn(value)[field];
}

/** An object inside another; nothing when it is absent. What is in it is checked where the webhook is read. */
export function objectIn(value: unknown): Payload {
  return typeof value === 'object' && value !== null ? (value as Payload) : {};
}

export function objectsIn(value: unknown): Payload[] {
  return Array.isArray(value) ? value.map(objectIn) : [];
}
