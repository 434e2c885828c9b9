import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { addCampaignNames } from '#app/campaigns/page/campaign-names.server.ts';
import { checkDecision } from '#app/decisions/check-decision.server.ts';
import { readDecisionView, readDecisionPlace } from '#app/decisions/decision-view.ts';
import { decisionChoices } from '#app/decisions/page/decision-choices.ts';
import { listDecisions } from '#app/decisions/page/list-decisions.server.ts';
import { hasDecisions } from '#app/decisions/store/find-decision.server.ts';
import type { CheckOutcome } from '#app/decisions/ui/check-decision.tsx';
import { DecisionListPage } from '#app/decisions/ui/decision-list-page.tsx';
import { loadDefinitionNames } from '#app/gallery/load-names.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Check = z.object({ intent: z.literal('check'), place: z.string().max(100) });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId, may } = await authenticatePage(request, context, 'app.decisions._index');
  const { pool, clock } = context.services;
  const { timeZone } = shop;
  const now = clock.now();
  const view = readDecisionView(new URL(request.url).searchParams, timeZone, now);
  const page = await inShop(pool, shop.id, async (client) => {
    await recordRead(client, shop.id, staffId, 'decisions', now);
    return {
      ...(await listDecisions(client, shop.id, timeZone, view)),
      choices: decisionChoices(
        await addCampaignNames(client, shop.id, await loadDefinitionNames(client, shop.id)),
      ),
      hasAny: await hasDecisions(client, shop.id),
    };
  });
  return { ...page, view, mayExport: may('people.export'), timeZone };
}

export async function action({ request, context }: ActionFunctionArgs): Promise<CheckOutcome> {
  const { shop } = await authenticateAdmin(request, context, 'people.read');
  const place = readDecisionPlace((await parseIntent(request, Check)).place);
  if (!place) return { result: null };
  const { pool } = context.services;
  return {
    result: await inShop(pool, shop.id, (client) => checkDecision(client, shop.id, place)),
  };
}

export default function DecisionsRoute() {
  const data = useLoaderData<typeof loader>();
  return <DecisionListPage {...data} />;
}
