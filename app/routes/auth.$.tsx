import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { ShopifyError } from '@shopify/shopify-api';
import { isShopDomain } from '#app/lib/shop-domain.ts';

/** The pages of Shopify's library that this app's way of signing in needs. */
const PAGES = new Set(['/auth/session-token', '/auth/exit-iframe']);

/** The pages of Shopify's library: it answers all of them by throwing a Response. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  // Shopify forbids asking for the address of a shop, so there is no page to log in at.
  if (pathname === '/auth/login') throw redirect('/');
  if (!PAGES.has(pathname)) throw new Response('There is no such page.', { status: 404 });
  // The library writes it into a header as it came.
  const shop = searchParams.get('shop');
  if (shop !== null && !isShopDomain(shop)) throw badAddress();
  try {
    await context.services.shopify.authenticate.admin(request);
  } catch (error) {
    if (error instanceof ShopifyError) throw badAddress();
    throw error;
  }
  return null;
}

function badAddress(): Response {
  return new Response('The address is not complete.', { status: 400 });
}
