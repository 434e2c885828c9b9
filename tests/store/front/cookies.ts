/** The storefront's cookies. `cart` has Shopify's name and holds the cart's token. */
export const CART_COOKIE = 'cart';
export const CUSTOMER_COOKIE = 'storefront_customer';
/** Which member of staff looks at the admin, by Shopify's user id; without it the first one. */
export const STAFF_COOKIE = 'staff';
export const LANDING_COOKIE = '_landing_page';

/** One cookie of a request, decoded; undefined when it is missing or empty. */
export function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value) return decodeURIComponent(value);
  }
  return undefined;
}

/** The `Set-Cookie` text that keeps a value until the browser closes; an empty value forgets it. */
export function cookieHeader(name: string, value: string): string {
  const end = value === '' ? '; Max-Age=0' : '';
  return `${name}=${encodeURIComponent(value)}; Path=/; SameSite=Lax${end}`;
}

/** Who picked an account on the storefront's sign-in page. */
export function signedInCustomerId(request: Request): string | undefined {
  return cookieOf(request, CUSTOMER_COOKIE);
}
