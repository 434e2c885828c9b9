/** A line of a cart, as far as a link can fill a cart with it. */
type LinkLine = { variantId: string | null; quantity: number };

/** A cart takes no more lines (Shopify: 500), and browsers and mail programs no longer address. */
const MOST_LINES = 500;
const MOST_CHARACTERS = 2_000;

/** Shopify's ids of variants are digits; what an address needs beyond them would not be one. */
const VARIANT = /^\d{1,20}$/;

/**
 * The address that fills the cart of any browser with these lines and shows it: Shopify's cart permalink, which
 * takes `variant:quantity` of each (shopify.dev, "Create cart permalinks"); `storefront=true` leads to the cart
 * instead of the checkout. Lines without a variant cannot be put in by a link, and what does not fit is left out.
 * @param storefrontUrl the address of the shop's front page, without a slash at its end
 * @returns the plain cart page when no line can be put in
 */
export function cartLink(storefrontUrl: string, lines: readonly LinkLine[]): string {
  const quantities = new Map<string, number>();
  for (const { variantId, quantity } of lines) {
    if (variantId === null || !VARIANT.test(variantId) || !isCount(quantity)) continue;
    quantities.set(variantId, (quantities.get(variantId) ?? 0) + quantity);
  }
  const [start, end] = [`${storefrontUrl}/cart/`, '?storefront=true'];
  let items = '';
  for (const [variantId, quantity] of [...quantities].slice(0, MOST_LINES)) {
    const longer = `${items}${items === '' ? '' : ','}${variantId}:${String(quantity)}`;
    if (start.length + longer.length + end.length > MOST_CHARACTERS) break;
    items = longer;
  }
  return items === '' ? `${storefrontUrl}/cart` : `${start}${items}${end}`;
}

function isCount(quantity: number): boolean {
  return Number.isSafeInteger(quantity) && quantity > 0;
}
