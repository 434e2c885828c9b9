import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { changePolicy } from '#app/engine/recompute/change-policy.server.ts';
import { adoptLearnedModel } from '#app/engine/adopt-learned-model.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import type { AdoptLearnedOutcome } from '#app/scoring/training/learned-models.ts';
import { loadLearnedPage } from '#app/scoring/training/learned-page.server.ts';
import { cancelLearning, startLearning } from '#app/scoring/training/learning.server.ts';
import { revertScoreModel } from '#app/scoring/save-score-model.server.ts';
import { LearnedModelPage } from '#app/scoring/ui/learned-model-page.tsx';
import { LEARNED_SORTS } from '#app/scoring/ui/learned-versions-card.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Version = z.coerce.number().int().min(1);
const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('learn') }),
  z.object({ intent: z.literal('cancel') }),
  z.object({ intent: z.literal('use'), version: Version, base: Version }),
  z.object({ intent: z.literal('revert'), base: Version.min(2) }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.scoring_.learned');
  const { pool } = context.services;
  const query = new URL(request.url).searchParams;
  const wanted = Number(query.get('version'));
  const page = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, ['learning', 'score_model']),
    ...(await loadLearnedPage(client, shop.id, wanted)),
  }));
  return { ...page, view: readListView(query, LEARNED_SORTS), timeZone: shop.timeZone };
}

export async function action({
  request,
  context,
}: ActionFunctionArgs): Promise<AdoptLearnedOutcome | null> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'scoring.edit');
  const { pool, clock } = context.services;
  const intent = await parseIntent(request, Intent);
  const now = clock.now();
  const entry = { actor: staffId, subject: 'score_model', before: null, after: null };
  return await inShop(pool, shop.id, async (client) => {
    switch (intent.intent) {
      case 'learn':
        await startLearning(client, shop.id, staffId, now);
        await recordAudit(client, shop.id, { ...entry, action: 'learning.started' }, now);
        return null;
      case 'cancel':
        await cancelLearning(client, shop.id, now);
        await recordAudit(client, shop.id, { ...entry, action: 'learning.cancelled' }, now);
        return null;
      case 'use': {
        const change = { base: intent.base, by: staffId, now };
        return await adoptLearnedModel(client, shop.id, intent.version, change);
      }
      case 'revert': {
        const change = { base: intent.base, by: staffId, now };
        const done = await revertScoreModel(client, shop.id, intent.base - 1, change);
        if (done.outcome === 'saved') await changePolicy(client, shop.id);
        return done;
      }
    }
  });
}

export default function LearnedModelRoute() {
  const page = useLoaderData<typeof loader>();
  return <LearnedModelPage {...page} />;
}
