const KINDS: Record<string, string> = {
  customer: 'Shopify customer',
  email: 'Email',
  phone: 'Phone',
  order: 'Order',
  visitor: 'Browser',
  cart: 'Cart',
  checkout: 'Checkout',
};

/** An identifier in words; `shared` is one as `kind:value`. */
export function identifierWords(shared: string): string {
  const kind = shared.slice(0, shared.indexOf(':'));
  return `${KINDS[kind] ?? kind} ${shared.slice(kind.length + 1)}`;
}

/** What something comes from, by the first word of an event's kind or of a topic. */
const ORIGINS: Record<string, string> = {
  api: 'another program',
  application: 'a wholesale application',
  banner: 'a banner',
  cart: 'a cart',
  checkout: 'a checkout',
  collection: 'a visit',
  company: 'a company',
  consent: 'a consent',
  custom: 'another program',
  customer: 'a customer record',
  draft_order: 'a draft order',
  fulfillment: 'a parcel',
  import: 'an imported file',
  mail: 'an email',
  order: 'an order',
  page: 'a visit',
  person: 'an imported file',
  product: 'a visit',
  profile: 'staff',
  quote: 'a draft order',
  refund: 'a refund',
  review: 'a review',
  search: 'a visit',
  storefront: 'a visit',
  support: 'a support ticket',
  tags: 'a customer record',
  visitor: 'a visit',
};

/** What an identifier comes from, by the topic of the delivery. */
export function topicOrigin(topic: string | null): string {
  if (topic === null) return 'an event';
  const [first = '', second = ''] = topic.split('/');
  const word = first === 'tendril' ? (second.split('.')[0] ?? '') : first.split('.')[0];
  return originOf(word ?? '');
}

/** Why two profiles became one, by the kind of the event. */
export function joinWords(cause: string): string {
  if (cause === 'customer.merged') return 'Shopify merged the two customers';
  if (cause === 'profile.joined') return 'Merged by staff';
  return `Linked by ${originOf(cause.split('.')[0] ?? '')}`;
}

function originOf(word: string): string {
  const singular = word
    .replace(/^customers_.*/, 'consent')
    .replace(/^compan(ies|y_.*)/, 'company')
    .replace(/^fulfillment_.*/, 'fulfillment')
    .replace(/s$/, '');
  return ORIGINS[word] ?? ORIGINS[singular] ?? 'an event';
}
