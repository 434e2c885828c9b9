import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { checkSendingDomain } from '#app/messages/sender/check-domain.server.ts';
import type { InspectOutcome } from '#app/messages/sending-domain/inspect-outcome.ts';
import { inspectDomain } from '#app/messages/sending-domain/inspect-domain.server.ts';
import { loadDomainSubject } from '#app/messages/sending-domain/load-subject.server.ts';
import { loadDomainPage } from '#app/messages/sending-domain/page/load-domain-page.server.ts';
import {
  ReportIntent,
  type SaveReportOutcome,
} from '#app/messages/sending-domain/reports/save-report-outcome.ts';
import { saveReport } from '#app/messages/sending-domain/reports/save-report.server.ts';
import { SendingDomainPage } from '#app/messages/sending-domain/ui/domain-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('check') }),
  ReportIntent,
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.settings_.domain');
  const { pool, clock, operator } = context.services;
  const now = clock.now();
  const page = await inShop(pool, shop.id, (client) =>
    loadDomainPage(client, shop.id, operator, now),
  );
  return { ...page, now, timeZone: shop.timeZone };
}

export async function action({
  request,
  context,
}: ActionFunctionArgs): Promise<InspectOutcome | SaveReportOutcome> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'settings.edit');
  const { pool, clock, operator } = context.services;
  const intent = await parseIntent(request, Intent);
  if (intent.intent === 'report')
    return await inShop(pool, shop.id, async (client): Promise<SaveReportOutcome> => {
      const subject = await loadDomainSubject(client, shop.id, operator);
      if (subject === null) return { outcome: 'nothing_to_check' };
      const added = { actor: staffId, now: clock.now() };
      return await saveReport(client, shop.id, subject, Buffer.from(intent.file, 'base64'), added);
    });
  const outcome = await inspectDomain(context.services, shop.id);
  if (outcome.outcome === 'checked') await checkSendingDomain(context.services, shop.id);
  return outcome;
}

export default function SendingDomainRoute() {
  return <SendingDomainPage {...useLoaderData<typeof loader>()} />;
}
