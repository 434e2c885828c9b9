import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import {
  cancelRanking,
  rankOpportunities,
} from '#app/journeys/coverage/rank-opportunities.server.ts';
import type { RankingOutcome } from '#app/journeys/coverage/ranking-outcome.ts';
import { findOpportunities, loadCoveragePage } from '#app/journeys/page/coverage-page.server.ts';
import { CoveragePage } from '#app/journeys/ui/coverage-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Intent = z.object({ intent: z.enum(['rank', 'cancel']) });
const SHOWN = ['definition', 'definition_draft', 'membership', 'replay'] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, may } = await authenticatePage(request, context, 'app.journeys.coverage');
  const { pool, clock } = context.services;
  const { currency, timeZone } = shop;
  const shown = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, SHOWN),
    data: await loadCoveragePage(client, shop.id, currency),
  }));
  return { ...shown, currency, timeZone, now: clock.now(), mayEdit: may('journeys.edit') };
}

export async function action({ request, context }: ActionFunctionArgs): Promise<RankingOutcome> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, clock } = context.services;
  const { intent } = await parseIntent(request, Intent);
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    if (intent === 'cancel') return await cancelRanking(client, shop.id, staffId, now);
    const journeys = await findOpportunities(client, shop.id);
    return await rankOpportunities(client, shop.id, journeys, staffId, now);
  });
}

export default function CoverageRoute() {
  return <CoveragePage {...useLoaderData<typeof loader>()} />;
}
