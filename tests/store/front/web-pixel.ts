import type { StoreRoute } from '#tests/store/routes.ts';
import type { Store } from '#tests/store/store.ts';

let compiled: Promise<string> | undefined;

/**
 * `/storefront/web-pixel.json`: the app's pixel as Shopify hands it to a page, once the app has turned it on:
 * its code and the settings it was given. 204 before.
 */
export function webPixelRoute(store: Store): StoreRoute {
  return async (_request, { pathname }) => {
    if (pathname !== '/storefront/web-pixel.json') return undefined;
    const [pixel] = store.shop.webPixels.values();
    if (!pixel) return new Response(null, { status: 204 });
    // The compiler comes with Vite, which takes its time: only shops with a visitor who allows it wait.
    const { compiledPixel } = await import('#tests/extensions/compiled-pixel.ts');
    compiled ??= compiledPixel();
    const settings: unknown = JSON.parse(pixel.settings);
    return Response.json(
      { code: await compiled, settings },
      { headers: { 'cache-control': 'no-store' } },
    );
  };
}
