import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { feedbackToken } from '#app/messages/feedback/feedback-source.ts';
import { LiftIntent, type LiftOutcome } from '#app/messages/feedback/lift-suppression.ts';
import { liftSuppression } from '#app/messages/feedback/lift-suppression.server.ts';
import { SUPPRESSION_SORTS } from '#app/messages/feedback/page/suppressed-address.ts';
import { SourceIntent, type SourceOutcome } from '#app/messages/feedback/save-source.ts';
import { saveSource } from '#app/messages/feedback/save-source.server.ts';
import { shownFeedbackSources } from '#app/messages/feedback/store/feedback-sources.server.ts';
import { listSuppressions } from '#app/messages/feedback/store/list-suppressions.server.ts';
import { listSuppressionChanges } from '#app/messages/feedback/store/suppression-changes.server.ts';
import { FeedbackPage } from '#app/messages/feedback/ui/feedback-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Intent = z.union([SourceIntent, LiftIntent]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.settings_.feedback');
  const { pool, clock, environment } = context.services;
  const view = readListView(new URL(request.url).searchParams, SUPPRESSION_SORTS);
  const now = clock.now();
  const token = feedbackToken(shop.id);
  return {
    ...(await inShop(pool, shop.id, async (client) => {
      const blocked = await listSuppressions(client, shop.id, view);
      if (blocked.rows.length > 0) await recordRead(client, shop.id, staffId, 'suppressions', now);
      const addresses = blocked.rows.map(({ address }) => address);
      const history = await listSuppressionChanges(client, shop.id, addresses);
      return { blocked, history, sources: await shownFeedbackSources(client, shop.id) };
    })),
    view,
    address: new URL(`/feedback/${token}`, environment.SHOPIFY_APP_URL).href,
    staffId,
    now,
    timeZone: shop.timeZone,
  };
}

export async function action({
  request,
  context,
}: ActionFunctionArgs): Promise<SourceOutcome | LiftOutcome> {
  const { shop, staffId, demand } = await authenticateAdmin(request, context, 'settings.read');
  const { pool, clock } = context.services;
  const intent = await parseIntent(request, Intent);
  const now = clock.now();
  await demand(intent.intent === 'lift' ? 'suppressions.lift' : 'keys.edit');
  return await inShop(pool, shop.id, async (client) => {
    if (intent.intent !== 'lift') return await saveSource(client, shop.id, intent, staffId, now);
    const { address, reason } = intent;
    return await liftSuppression(client, shop.id, { address, reason, actor: staffId }, now);
  });
}

export default function FeedbackRoute() {
  return <FeedbackPage {...useLoaderData<typeof loader>()} />;
}
