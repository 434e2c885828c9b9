import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { apiKeys } from '#app/events/store/api-keys.server.ts';
import { endApiKey, renewApiKey } from '#app/events/api/api-keys.server.ts';
import type { ApiKeyOutcome } from '#app/events/api/api-keys.ts';
import { renewWebhookSecret } from '#app/destinations/webhooks/renew-webhook-secret.server.ts';
import { shownWebhookSecrets } from '#app/destinations/webhooks/store/webhook-secrets.server.ts';
import type { WebhookSecretOutcome } from '#app/destinations/webhooks/webhook-secret.ts';
import { WebhookSecretCard } from '#app/destinations/webhooks/ui/webhook-secret-card.tsx';
import { readListView } from '#app/lib/list-view.ts';
import { KEY_SORTS } from '#app/events/ui/api-key-table.tsx';
import { ApiKeysPage } from '#app/events/ui/api-keys-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('renew') }),
  z.object({ intent: z.literal('end'), id: z.uuid() }),
  z.object({ intent: z.literal('renew_secret') }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.settings_.keys');
  const { pool, clock, environment } = context.services;
  const now = clock.now();
  return {
    view: readListView(new URL(request.url).searchParams, KEY_SORTS),
    ...(await inShop(pool, shop.id, async (client) => ({
      keys: await apiKeys(client, shop.id, now),
      secrets: await shownWebhookSecrets(client, shop.id, now),
    }))),
    address: new URL('/api/events', environment.SHOPIFY_APP_URL).href,
    staffId,
    now,
    timeZone: shop.timeZone,
  };
}

export async function action({
  request,
  context,
}: ActionFunctionArgs): Promise<ApiKeyOutcome | WebhookSecretOutcome> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'keys.edit');
  const { pool, clock } = context.services;
  const intent = await parseIntent(request, Intent);
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    if (intent.intent === 'renew') {
      const key = await renewApiKey(client, shop.id, staffId, now);
      return { outcome: 'made' as const, key };
    }
    if (intent.intent === 'renew_secret') {
      const secret = await renewWebhookSecret(client, shop.id, staffId, now);
      return { outcome: 'secret_made' as const, secret };
    }
    const ended = await endApiKey(client, shop.id, intent.id, staffId, now);
    return { outcome: ended ? ('ended' as const) : ('gone' as const), key: null };
  });
}

export default function KeysRoute() {
  const { secrets, ...page } = useLoaderData<typeof loader>();
  const { staffId, now, timeZone } = page;
  return (
    <ApiKeysPage {...page}>
      <WebhookSecretCard secrets={secrets} staffId={staffId} now={now} timeZone={timeZone} />
    </ApiKeysPage>
  );
}
