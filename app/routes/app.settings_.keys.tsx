import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Layout, Page } from '@shopify/polaris';
import { useEffect } from 'react';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { EditRefusal } from '#app/access/ui/edit-area.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import { inShop } from '#app/platform/db.server.ts';
import { apiKeys, endApiKey, renewApiKey } from '#app/events/api/api-keys.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { ApiKeysCard, NewKeyBanner } from '#app/events/ui/api-key-cards.tsx';
import { ApiKeyTable, KEY_SORTS } from '#app/events/ui/api-key-table.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('renew') }),
  z.object({ intent: z.literal('end'), id: z.uuid() }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'settings.read');
  const { pool, clock, environment } = context.services;
  const now = clock.now();
  return {
    view: readListView(new URL(request.url).searchParams, KEY_SORTS),
    keys: await inShop(pool, shop.id, (client) => apiKeys(client, shop.id, now)),
    address: new URL('/api/events', environment.SHOPIFY_APP_URL).href,
    staffId,
    now,
    timeZone: shop.timeZone,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'keys.edit');
  const { pool, clock } = context.services;
  const parsed = Intent.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The form is not complete.', { status: 400 });
  const intent = parsed.data;
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    if (intent.intent === 'renew') {
      const key = await renewApiKey(client, shop.id, staffId, now);
      return { outcome: 'made' as const, key };
    }
    const ended = await endApiKey(client, shop.id, intent.id, staffId, now);
    return { outcome: ended ? ('ended' as const) : ('gone' as const), key: null };
  });
}

const OUTCOME_TEXTS = {
  made: 'Key created',
  ended: 'Key ended',
  gone: 'This key has ended already',
};

export default function Keys() {
  const page = useLoaderData<typeof loader>();
  const list = useListParams(page.view);
  const fetcher = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const { data } = fetcher;
  const may = useMay();
  const isBusy = fetcher.state !== 'idle';

  useEffect(() => {
    if (data) bridge.toast.show(OUTCOME_TEXTS[data.outcome]);
  }, [bridge, data]);

  return (
    <Page
      title="Events API"
      subtitle="Lets your help desk and your review app send events to Tendril."
      backAction={{ content: 'Settings', url: '/app/settings' }}
      primaryAction={
        may('keys.edit')
          ? {
              content: page.keys.length === 0 ? 'Create key' : 'Create new key',
              loading: isBusy,
              onAction: () => fetcher.submit({ intent: 'renew' }, { method: 'post' }),
            }
          : undefined
      }
    >
      <Layout>
        {data?.key ? (
          <Layout.Section>
            <NewKeyBanner value={data.key} />
          </Layout.Section>
        ) : null}
        <Layout.Section>
          <BlockStack gap="400">
            <EditRefusal needs="keys.edit" />
            <ApiKeysCard address={page.address}>
              <ApiKeyTable
                keys={page.keys}
                list={list}
                isBusy={isBusy}
                onEnd={(id) => fetcher.submit({ intent: 'end', id }, { method: 'post' })}
                staffId={page.staffId}
                now={page.now}
                timeZone={page.timeZone}
              />
            </ApiKeysCard>
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
