/**
 * The address that applies a code in the shop and goes on to one of its pages.
 * @param storefrontUrl the address of the shop's front page, without a slash at its end
 * @param target where the reader was to go; only its page is taken, so that it leads to no other site
 * @see https://help.shopify.com/manual/discounts/managing-discount-codes#promote-a-discount
 */
export function discountLink(storefrontUrl: string, code: string, target: string): string {
  const link = new URL(storefrontUrl);
  link.pathname = `/discount/${encodeURIComponent(code)}`;
  link.searchParams.set('redirect', pageOf(storefrontUrl, target));
  return link.href;
}

/** The page of an address of the shop with what it asks for; the front page for what is none. */
function pageOf(storefrontUrl: string, target: string): string {
  if (!URL.canParse(target, storefrontUrl)) return '/';
  const { pathname, search } = new URL(target, storefrontUrl);
  // An address such as `a:b` has no page: what stands behind its scheme would be read as an address again.
  if (!pathname.startsWith('/')) return '/';
  // What begins with two slashes is another site.
  return `${pathname.replace(/^[/\\]{2,}/, '/')}${search}`;
}
