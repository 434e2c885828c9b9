/** What distinguishes the bodies of one topic from those of all others that Shopify signs with the same secret. */
export type BodyShape = {
  /** The kind of object that `admin_graphql_api_id` names; null when the body has no such id. */
  object: string | null;
  /** Fields that every body has, whatever they hold. */
  has?: readonly string[];
  /** Fields that only bodies of other topics have. */
  lacks?: readonly string[];
  /** The same of a body that has not a certain field, by the field that is strange then. */
  lacksUnlessHas?: Readonly<Record<string, string>>;
};

/** Fields of a purchase, which a body about anything else lacks. */
export const PURCHASE_FIELDS = ['line_items', 'order_id'];

/** Fields that only bodies about the shop, its installation or a checkout have. */
export const SHOP_FIELDS = ['myshopify_domain', 'shop_id', 'previous', 'cart_token'];

/** What the few fields of a deletion are recognised by: the fields of the thing itself, and those of other things. */
export const FIELDS_OF_WHOLE = [
  ...PURCHASE_FIELDS,
  ...SHOP_FIELDS,
  'email',
  'phone',
  'variants',
  'sms_marketing_consent',
];

const OBJECT = /^gid:\/\/shopify\/(\w+)\//;

/**
 * Whether a body may be one of its topic. Shopify signs the body and not the headers, so that a captured body
 * can come again as another topic: an order as an uninstallation, a request for data as an erasure.
 * @param shape of the topic, as its record has it
 * @param body as parsed
 * @returns the reason to quarantine the delivery, without any value of it; null when it may be one
 */
export function bodyShapeFault(
  { object, has = [], lacks = [], lacksUnlessHas = {} }: BodyShape,
  body: unknown,
): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const missing = has.find((field) => !Object.hasOwn(body, field));
  if (missing !== undefined) return `${missing}: expected in a body of this topic`;
  const alone = Object.entries(lacksUnlessHas).filter(([, field]) => !Object.hasOwn(body, field));
  const strange = [...lacks, ...alone.map(([field]) => field)].find((field) =>
    Object.hasOwn(body, field),
  );
  if (strange !== undefined) return `${strange}: expected only in bodies of other topics`;
  const named = objectOf(body);
  return named === null || named === object
    ? null
    : 'admin_graphql_api_id: expected an object of this topic';
}

/** The kind of object that a body names as its own; null when it names none. */
function objectOf(body: object): string | null {
  const id: unknown = Reflect.get(body, 'admin_graphql_api_id');
  return typeof id === 'string' ? (OBJECT.exec(id)?.[1] ?? null) : null;
}
