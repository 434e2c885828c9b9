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
