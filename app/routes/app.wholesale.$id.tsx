import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { approveApplication } from '#app/applications/approve.server.ts';
import { declineApplication } from '#app/applications/decline.server.ts';
import { correctApplication, retryApproval } from '#app/applications/refused-company.server.ts';
import { undoApproval } from '#app/applications/undo-approval.server.ts';
import { isDeclineReason } from '#app/applications/decline-reason.ts';
import { askToVerifyAgain } from '#app/applications/verify-application.server.ts';
import { queueNeighbours } from '#app/applications/store/queue-neighbours.server.ts';
import type { ReviewOutcome } from '#app/applications/review-outcome.ts';
import { loadReviewPage } from '#app/applications/review-page.server.ts';
import { ApplicationReviewPage } from '#app/applications/ui/application-review-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { ApplicationError as ErrorBoundary } from '#app/applications/ui/application-error.tsx';

const Decision = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('approve') }),
  z.object({
    intent: z.literal('decline'),
    reason: z.string().refine(isDeclineReason),
    note: z
      .string()
      .trim()
      .max(1000)
      .transform((note) => note || null),
  }),
  z.object({ intent: z.literal('undo') }),
  z.object({ intent: z.literal('retry') }),
  z.object({ intent: z.literal('tag') }),
  z.looseObject({ intent: z.literal('correct') }),
  z.object({ intent: z.literal('verify') }),
]);

const SHOWN = ['account', 'application', 'effect', 'profile', 'purchase'] as const;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.wholesale.$id');
  const { pool, clock } = context.services;
  const id = applicationId(params.id);
  const now = clock.now();
  const page = await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, SHOWN);
    const found = await loadReviewPage(client, shop.id, id, now, shop.currency);
    if (found) await recordRead(client, shop.id, staffId, `application:${id}`, now);
    return (
      found && { ...found, ...(await queueNeighbours(client, shop.id, found.application)), live }
    );
  });
  if (!page) throw notFound();
  return { ...page, staffId, now, currency: shop.currency, timeZone: shop.timeZone };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'applications.decide');
  const { pool, clock } = context.services;
  const id = applicationId(params.id);
  const decision = await parseIntent(request, Decision);
  const now = clock.now();
  return await inShop(pool, shop.id, async (client): Promise<ReviewOutcome> => {
    switch (decision.intent) {
      case 'approve':
        return await approveApplication(client, shop.id, id, staffId, now);
      case 'decline':
        return await declineApplication(client, shop.id, id, decision, staffId, now);
      case 'undo':
        return await undoApproval(client, shop.id, id, staffId, now);
      case 'tag':
        return await retryApproval(client, shop.id, { applicationId: id, as: 'tag' }, staffId, now);
      case 'correct':
        return await correctApplication(client, shop.id, id, decision, staffId, now);
      case 'retry':
        return await retryApproval(client, shop.id, { applicationId: id }, staffId, now);
      case 'verify':
        return await askToVerifyAgain(client, shop.id, id, staffId, now);
    }
  });
}

export default function ApplicationReviewRoute() {
  const data = useLoaderData<typeof loader>();
  return <ApplicationReviewPage {...data} />;
}

function applicationId(text: string | undefined): string {
  if (text === undefined || !isUuid(text)) throw notFound();
  return text.toLowerCase();
}

function notFound(): Response {
  return new Response('There is no such application.', { status: 404 });
}
