import { z } from 'zod';
import type { StoreRoute } from '#tests/store/routes.ts';
import type { LineRequest } from '#tests/store/carts.ts';
import type { Store } from '#tests/store/store.ts';
import { CART_COOKIE, cookieHeader } from './cookies.ts';
import type { ShowPage } from './show-page.ts';
import { cartTokenOf, pageValues } from './storefront-values.ts';

const change = z.object({
  id: z.string(),
  quantity: z.coerce.number().int().min(0).max(999).default(1),
  remove: z.string().optional(),
});

/** `/storefront/cart`: the cart page, its JSON and the forms that change it. */
export function cartRoute(store: Store, show: ShowPage): StoreRoute {
  return async (request, { pathname, searchParams }) => {
    if (pathname === '/storefront/cart') {
      const notice = searchParams.has('restored')
        ? 'Welcome back: we kept your basket for you.'
        : undefined;
      return show(request, 'cart', { title: 'Your basket', notice });
    }
    if (pathname === '/storefront/cart.js') return cartJson(store, request);
    if (request.method !== 'POST') return undefined;
    if (pathname === '/storefront/cart/add') return changeCart(store, request, added);
    if (pathname === '/storefront/cart/change') return changeCart(store, request, replaced);
    return undefined;
  };
}

function cartJson(store: Store, request: Request): Response {
  const token = cartTokenOf(store, request) ?? null;
  const { cart, shop } = z
    .object({
      cart: z.object({
        item_count: z.number(),
        total_price: z.number(),
        items: z.array(z.unknown()),
      }),
      shop: z.object({ currency: z.string() }),
    })
    .parse(pageValues(store, request));
  return Response.json(
    { token, ...cart, currency: shop.currency },
    { headers: { 'cache-control': 'no-store' } },
  );
}

async function changeCart(
  store: Store,
  request: Request,
  apply: (lines: LineRequest[], line: LineRequest) => LineRequest[],
): Promise<Response> {
  const form = change.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success || !store.shop.productsByVariant.has(form.data.id)) {
    return new Response('This basket form names no product of the shop.', { status: 422 });
  }
  const quantity = form.data.remove === undefined ? form.data.quantity : 0;
  const token = cartTokenOf(store, request);
  const before = (token === undefined ? undefined : store.shop.carts.get(token))?.lines ?? [];
  const lines = apply(
    before.map(({ variantId, quantity: count }) => ({ variantId, quantity: count })),
    { variantId: form.data.id, quantity },
  );
  const cart =
    token === undefined
      ? store.shop.createCart({ lines })
      : store.shop.updateCart(token, { lines });
  return new Response(null, {
    status: 303,
    headers: { location: '/storefront/cart', 'set-cookie': cookieHeader(CART_COOKIE, cart.token) },
  });
}

function added(lines: LineRequest[], line: LineRequest): LineRequest[] {
  const before = lines.find(({ variantId }) => variantId === line.variantId);
  return replaced(lines, { ...line, quantity: (before?.quantity ?? 0) + line.quantity });
}

function replaced(lines: LineRequest[], line: LineRequest): LineRequest[] {
  const isKnown = lines.some(({ variantId }) => variantId === line.variantId);
  const changed = isKnown
    ? lines.map((other) => (other.variantId === line.variantId ? line : other))
    : [...lines, line];
  return changed.filter(({ quantity }) => quantity > 0);
}
