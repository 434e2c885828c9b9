/** What distinguishes the bodies of one topic from those of all others that Shopify signs with the same secret. */
type BodyShape = {
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
const PURCHASE_FIELDS = ['line_items', 'order_id'];

/** Fields that only bodies about the shop, its installation or a checkout have. */
const SHOP_FIELDS = ['myshopify_domain', 'shop_id', 'previous', 'cart_token'];

/** What the few fields of a deletion are recognised by: the fields of the thing itself, and those of other things. */
const WHOLE = [
  ...PURCHASE_FIELDS,
  ...SHOP_FIELDS,
  'email',
  'phone',
  'variants',
  'sms_marketing_consent',
];

/** By the first part of a topic. */
const OF_RESOURCE: Record<string, BodyShape> = {
  carts: { object: null, has: ['line_items'], lacks: ['currency', 'abandoned_checkout_url'] },
  checkouts: { object: null, has: ['line_items', 'currency'], lacks: ['order_number'] },
  orders: { object: 'Order', has: ['line_items'] },
  fulfillments: { object: 'Fulfillment', has: ['order_id'] },
  fulfillment_events: { object: 'FulfillmentEvent', has: ['order_id'] },
  refunds: { object: 'Refund', has: ['order_id', 'transactions'] },
  customers: {
    object: 'Customer',
    lacks: [...PURCHASE_FIELDS, ...SHOP_FIELDS, 'handle'],
    // A record of its own has a date; a change of the consent alone has none.
    lacksUnlessHas: { sms_marketing_consent: 'updated_at' },
  },
  customers_email_marketing_consent: { object: null, has: ['email_marketing_consent'] },
  customers_marketing_consent: { object: null, has: ['sms_marketing_consent'] },
  products: { object: 'Product', lacks: PURCHASE_FIELDS },
  collections: { object: 'Collection', lacks: WHOLE },
  variants: { object: 'ProductVariant', lacks: WHOLE },
  companies: { object: 'Company' },
  company_contacts: { object: 'CompanyContact' },
  company_locations: { object: 'CompanyLocation' },
  draft_orders: { object: 'DraftOrder' },
  bulk_operations: { object: 'BulkOperation', has: ['status'] },
  shop: { object: null, lacks: [...PURCHASE_FIELDS, 'shop_domain'] },
};

/** Topics whose bodies are unlike the others of their resource. */
const OF_TOPIC: Record<string, BodyShape> = {
  'app/uninstalled': {
    object: null,
    has: ['name', 'currency', 'myshopify_domain'],
    lacks: [...PURCHASE_FIELDS, 'shop_domain'],
  },
  'app/scopes_update': { object: null, has: ['shop_id', 'previous', 'current'] },
  'checkouts/delete': { object: null, lacks: ['line_items', 'email', 'name'] },
  'orders/edited': { object: null, has: ['order_edit'] },
  'orders/delete': { object: 'Order', lacks: ['line_items', 'email'] },
  'customers/delete': { object: 'Customer', lacks: [...WHOLE, 'title', 'customer'] },
  'customers/merge': { object: null },
  'customers/purchasing_summary': { object: null },
  'customers/data_request': { object: null, has: ['data_request'], lacks: ['orders_to_redact'] },
  'customers/redact': { object: null, has: ['orders_to_redact'], lacks: ['data_request'] },
  'shop/redact': { object: null },
  'products/delete': { object: 'Product', lacks: [...WHOLE, 'title'] },
  'collections/delete': { object: 'Collection', lacks: WHOLE },
  'draft_orders/delete': { object: 'DraftOrder', lacks: ['line_items'] },
};

const OBJECT = /^gid:\/\/shopify\/(\w+)\//;

/**
 * Whether a body may be one of its topic. Shopify signs the body and not the headers, so that a captured body
 * can come again as another topic: an order as an uninstallation, a request for data as an erasure.
 * @param body as parsed
 * @returns the reason to quarantine the delivery, without any value of it; null when it may be one
 */
export function bodyShapeFault(topic: string, body: unknown): string | null {
  const shape = shapeOf(topic);
  if (shape === undefined || typeof body !== 'object' || body === null || Array.isArray(body))
    return null;
  const { object, has = [], lacks = [], lacksUnlessHas = {} } = shape;
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

function shapeOf(topic: string): BodyShape | undefined {
  if (Object.hasOwn(OF_TOPIC, topic)) return OF_TOPIC[topic];
  const [resource = ''] = topic.split('/', 1);
  return Object.hasOwn(OF_RESOURCE, resource) ? OF_RESOURCE[resource] : undefined;
}

/** The kind of object that a body names as its own; null when it names none. */
function objectOf(body: object): string | null {
  const id: unknown = Reflect.get(body, 'admin_graphql_api_id');
  return typeof id === 'string' ? (OBJECT.exec(id)?.[1] ?? null) : null;
}
