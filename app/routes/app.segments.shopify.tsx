import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import {
  useFetcher,
  useLoaderData,
  useSearchParams,
  type ShouldRevalidateFunctionArgs,
} from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Page } from '@shopify/polaris';
import { useEffect } from 'react';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import {
  chooseShopifySegments,
  MOST_SHOPIFY_SEGMENTS,
  usedShopifySegments,
  type ChoiceOutcome,
} from '#app/segments/shopify-segments.server.ts';
import { segments } from '#app/shopify/operations/segments.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import {
  SHOPIFY_SEGMENT_SORTS,
  ShopifySegmentsCard,
  type ShopifySegmentLine,
} from '#app/segments/ui/shopify-segments-card.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Form = z.object({ ids: z.string().max(2_000) });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'segments.share');
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
    trouble: answer.outcome === 'ok' || answer.outcome === 'redacted' ? null : answer.outcome,
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

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'segments.share');
  const { pool, clock } = context.services;
  const parsed = Form.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The form is not complete.', { status: 400 });
  const ids = new Set(parsed.data.ids.split(',').filter((id) => /^\d+$/.test(id)));
  const answer = await segments(context.services.adminOf(shop.domain));
  if (answer.outcome !== 'ok' && answer.outcome !== 'redacted') return { outcome: 'away' as const };
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

const OUTCOME_TEXTS = {
  saved: 'Saved. Their members are being read',
  too_many: 'Too many segments are chosen',
  away: 'Shopify did not answer. Try again',
};

function outcomeText(outcome: ChoiceOutcome | { outcome: 'away' }): string {
  if (outcome.outcome !== 'asked') return OUTCOME_TEXTS[outcome.outcome];
  return `Not saved: ${outcome.by.join(', ')} uses ${outcome.name}`;
}

const FAILURE_TEXTS: Record<string, string> = {
  denied:
    'The permission to read customers is missing. Open Tendril again from the list of apps and accept it.',
  throttled: 'Shopify is busy. Try again in a minute.',
};

export default function ShopifySegments() {
  const { live, lines, trouble: failure, most, now, timeZone } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const list = useListParams(
    readListView(params, SHOPIFY_SEGMENT_SORTS, { direction: 'ascending' }),
  );
  const { data, state, submit } = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const isReading = lines.some(({ used }) => used !== null && used.readAt === null);
  useLive(live, isReading && state === 'idle');
  useEffect(() => {
    if (data) bridge.toast.show(outcomeText(data), { isError: data.outcome !== 'saved' });
  }, [bridge, data]);
  return (
    <Page
      title="Shopify segments"
      subtitle="Use membership in Shopify’s segments as a condition in yours."
      backAction={{ content: 'Segments', url: '/app/segments' }}
    >
      <BlockStack gap="400">
        {failure === null ? null : (
          <Banner tone="critical" title="Shopify’s segments cannot be read now">
            <p>
              {FAILURE_TEXTS[failure] ?? 'Shopify gave no usable answer. Try again in a minute.'}
            </p>
          </Banner>
        )}
        {lines.length === 0 ? (
          failure === null ? (
            <EmptyState heading="There are no segments in Shopify">
              Create one under Customers, Segments in the Shopify admin.
            </EmptyState>
          ) : null
        ) : (
          <ShopifySegmentsCard
            lines={lines}
            list={list}
            most={most}
            isBusy={state !== 'idle'}
            onSave={(ids) => void submit({ ids: ids.join(',') }, { method: 'post' })}
            now={now}
            timeZone={timeZone}
          />
        )}
      </BlockStack>
    </Page>
  );
}
