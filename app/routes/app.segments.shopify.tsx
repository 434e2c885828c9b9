import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, type ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import {
  chooseShopifySegments,
  MOST_SHOPIFY_SEGMENTS,
} from '#app/segments/shopify-segments.server.ts';
import { usedShopifySegments } from '#app/segments/store/shopify-segments.server.ts';
import type { ShopifyChoiceOutcome } from '#app/segments/shopify-segments.ts';
import { segments } from '#app/shopify/operations/segments.ts';
import type { ShopifySegmentLine } from '#app/segments/ui/shopify-segments-card.tsx';
import { ShopifySegmentsPage } from '#app/segments/ui/shopify-segments-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Form = z.object({ ids: z.string().max(2_000) });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.segments.shopify');
  const { pool, clock } = context.services;
  const { live, used } = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, ['shopify_segment']),
    used: await usedShopifySegments(client, shop.id),
  }));
  const answer = await segments(context.services.adminOf(shop.domain));
  const there = answer.outcome === 'ok' || answer.outcome === 'redacted' ? answer.data : [];
  const lines: ShopifySegmentLine[] = there.map(({ id, name, query }) => ({
    id,
    name,
    query,
    used: used.find((one) => one.id === id) ?? null,
  }));
  const gone = used.filter(({ id }) => !there.some((one) => one.id === id));
  return {
    live,
    lines: [...lines, ...gone.map((one) => ({ ...one, query: null, used: one }))].sort((a, b) =>
      a.name.localeCompare(b.name, 'en'),
    ),
    failure: answer.outcome === 'ok' || answer.outcome === 'redacted' ? null : answer.outcome,
    most: MOST_SHOPIFY_SEGMENTS,
    now: clock.now(),
    timeZone: shop.timeZone,
  };
}

/** The page has the whole list: searching and sorting ask Shopify for nothing. */
export function shouldRevalidate(args: ShouldRevalidateFunctionArgs): boolean {
  const { currentUrl, nextUrl, formMethod, defaultShouldRevalidate } = args;
  const isLook = formMethod === undefined && currentUrl.pathname === nextUrl.pathname;
  return isLook && currentUrl.search !== nextUrl.search ? false : defaultShouldRevalidate;
}

export async function action({
  request,
  context,
}: ActionFunctionArgs): Promise<ShopifyChoiceOutcome> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'segments.share');
  const { pool, clock } = context.services;
  const form = await parseIntent(request, Form);
  const ids = new Set(form.ids.split(',').filter((id) => /^\d+$/.test(id)));
  const answer = await segments(context.services.adminOf(shop.domain));
  if (answer.outcome !== 'ok' && answer.outcome !== 'redacted') return { outcome: 'away' };
  return await inShop(pool, shop.id, async (client) => {
    const known = await usedShopifySegments(client, shop.id);
    const names = new Map([...known, ...answer.data].map(({ id, name }) => [id, name]));
    const chosen = [...ids].flatMap((id) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ id, name }];
    });
    return await chooseShopifySegments(client, shop.id, chosen, staffId, clock.now());
  });
}

export default function ShopifySegmentsRoute() {
  const data = useLoaderData<typeof loader>();
  return <ShopifySegmentsPage {...data} />;
}
