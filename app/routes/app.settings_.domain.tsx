import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { checkSendingDomain } from '#app/messages/sender/check-domain.server.ts';
import type { InspectOutcome } from '#app/messages/sending-domain/inspect-outcome.ts';
import { inspectDomain } from '#app/messages/sending-domain/inspect-domain.server.ts';
import { loadDomainPage } from '#app/messages/sending-domain/page/load-domain-page.server.ts';
import { SendingDomainPage } from '#app/messages/sending-domain/ui/domain-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Intent = z.object({ intent: z.literal('check') });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.settings_.domain');
  const { pool, clock, operator } = context.services;
  const now = clock.now();
  const page = await inShop(pool, shop.id, (client) =>
    loadDomainPage(client, shop.id, operator, now),
  );
  return { ...page, now, timeZone: shop.timeZone };
}

export async function action({ request, context }: ActionFunctionArgs): Promise<InspectOutcome> {
  const { shop } = await authenticateAdmin(request, context, 'settings.edit');
  await parseIntent(request, Intent);
  const outcome = await inspectDomain(context.services, shop.id);
  if (outcome.outcome === 'checked') await checkSendingDomain(context.services, shop.id);
  return outcome;
}

export default function SendingDomainRoute() {
  return <SendingDomainPage {...useLoaderData<typeof loader>()} />;
}
