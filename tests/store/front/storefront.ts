import { z } from 'zod';
import type { StoreRoute } from '#tests/store/routes.ts';
import type { Product } from '#tests/store/shop-records.ts';
import type { Store } from '#tests/store/store.ts';
import type { ShowPage } from './show-page.ts';
import { cookieHeader, cookieOf, CUSTOMER_COOKIE, LANDING_COOKIE } from './cookies.ts';
import { fileResponse, folderBeside, htmlResponse } from './files.ts';
import { EXTENSION, renderBlock, renderPage } from './liquid.ts';
import { pageEvents } from './page-events.ts';
import { cartRoute } from './storefront-cart.ts';
import { checkoutRoute } from './storefront-checkout.ts';
import { cartTokenOf, customerValues, pageValues, productValues } from './storefront-values.ts';
import { webPixelRoute } from './web-pixel.ts';

const HOME_PRODUCTS = 12;
const LIST_PRODUCTS = 48;
const SIMILAR_PRODUCTS = 4;
const ASSETS = folderBeside(import.meta.url, 'theme/assets');

/** The shop under `/storefront`: catalogue, cart, checkout, sign-in and the wholesale page. */
export function storefrontRoute(store: Store): StoreRoute {
  const show = pageShower(store);
  const parts = [
    assetRoute,
    webPixelRoute(store),
    cartRoute(store, show),
    checkoutRoute(store, show),
    catalogueRoute(store, show),
    accountRoute(store, show),
  ];
  return async (request, url) => {
    if (url.pathname !== '/storefront' && !url.pathname.startsWith('/storefront/'))
      return undefined;
    for (const part of parts) {
      const response = await part(request, url);
      if (response) return withLandingPage(response, request, url);
    }
    return show(request, 'missing', { title: 'Page not found' }, { status: 404 });
  };
}

function pageShower(store: Store): ShowPage {
  return async (request, template, values, init) => {
    const all = { ...pageValues(store, request), ...values, template: { name: template } };
    const embed = await renderBlock('app-embed', all);
    const block =
      template === 'wholesale' ? await renderBlock('wholesale-application', all) : undefined;
    const page = await renderPage(template, {
      ...all,
      web_pixel_facts: webPixelFacts(template, all, cartTokenOf(store, request) ?? null),
      embed: embed.html,
      block: block?.html,
      scripts: [embed.javascript, block?.javascript].filter((name) => name !== undefined),
      stylesheets: [embed.stylesheet, block?.stylesheet].filter((name) => name !== undefined),
    });
    return htmlResponse(page, init);
  };
}

const PageOfProduct = z.object({ product: z.object({ id: z.string() }).optional() });

/** What the page's pixels receive, as JSON that cannot end its script element. */
function webPixelFacts(template: string, values: object, cartToken: string | null): string {
  const events = pageEvents(template, values);
  const { product } = PageOfProduct.parse(values);
  const facts = {
    cart: cartToken && { id: `gid://shopify/Cart/${cartToken}` },
    productId: product?.id ?? null,
    events,
  };
  return JSON.stringify(facts).replaceAll('<', '\\u003c');
}

/** Remembers where a visit began, with its campaign parameters, as Shopify's own cookie does. */
function withLandingPage(response: Response, request: Request, url: URL): Response {
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (isPage && cookieOf(request, LANDING_COOKIE) === undefined) {
    const landing = url.pathname.slice('/storefront'.length) + url.search;
    response.headers.append('set-cookie', cookieHeader(LANDING_COOKIE, landing || '/'));
  }
  return response;
}

const assetRoute: StoreRoute = (_request, { pathname }) => {
  const [, kind, name] = /^\/storefront\/(assets|extension)\/([^/]+)$/.exec(pathname) ?? [];
  if (name === undefined) return undefined;
  return fileResponse(kind === 'assets' ? ASSETS : `${EXTENSION}/assets`, name);
};

function catalogueRoute(store: Store, show: ShowPage): StoreRoute {
  const all = [...store.shop.products.values()];
  const cards = (products: readonly Product[], most: number) =>
    products.slice(0, most).map(productValues);
  return (request, { pathname, searchParams }) => {
    if (pathname === '/storefront' || pathname === '/storefront/') {
      return show(request, 'home', {
        title: 'Home',
        products: cards(all, HOME_PRODUCTS),
        product_count: all.length,
      });
    }
    if (pathname === '/storefront/pages/wholesale')
      return show(request, 'wholesale', { title: 'Wholesale' });
    if (pathname === '/storefront/collections/all') {
      return show(request, 'search', {
        title: 'All products',
        products: cards(all, LIST_PRODUCTS),
        found: all.length,
      });
    }
    if (pathname === '/storefront/search') {
      const query = searchParams.get('q') ?? '';
      const found = all.filter((product) => matches(product, query));
      const title = query === '' ? 'All products' : `Results for “${query}”`;
      return show(request, 'search', {
        title,
        query,
        products: cards(found, LIST_PRODUCTS),
        found: found.length,
      });
    }
    const handle = /^\/storefront\/products\/([^/]+)$/.exec(pathname)?.[1];
    const product = all.find((candidate) => candidate.handle === handle);
    if (!product) return undefined;
    const similar = all.filter(
      (other) => other !== product && other.productType === product.productType,
    );
    const values = {
      title: product.title,
      product: productValues(product),
      products: cards(similar, SIMILAR_PRODUCTS),
    };
    return show(request, 'product', values);
  };
}

function matches(product: Product, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${product.title} ${product.productType} ${product.sku}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Sign-in on this machine means picking a customer; the id reaches the app only inside signed requests. */
function accountRoute(store: Store, show: ShowPage): StoreRoute {
  return async (request, { pathname }) => {
    if (pathname !== '/storefront/account') return undefined;
    if (request.method !== 'POST') {
      const customers = [...store.shop.customers.values()].reverse().map(customerValues);
      return show(request, 'account', { title: 'Your account', customers });
    }
    const id = (await request.formData()).get('id');
    const known = typeof id === 'string' && store.shop.customers.has(id) ? id : '';
    return new Response(null, {
      status: 303,
      headers: {
        location: '/storefront/account',
        'set-cookie': cookieHeader(CUSTOMER_COOKIE, known),
      },
    });
  };
}
