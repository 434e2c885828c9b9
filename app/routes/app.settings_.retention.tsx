import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import {
  readRetentionForm,
  RetentionPeriodsForm,
  type RetentionOutcome,
} from '#app/privacy/retention-periods.ts';
import { saveRetentionPeriods } from '#app/privacy/save-retention-periods.server.ts';
import { retentionPeriods } from '#app/privacy/store/retention-settings.server.ts';
import { RetentionPage } from '#app/privacy/ui/retention-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.settings_.retention');
  return {
    periods: await inShop(context.services.pool, shop.id, (client) =>
      retentionPeriods(client, shop.id),
    ),
  };
}

export async function action({ request, context }: ActionFunctionArgs): Promise<RetentionOutcome> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'retention.edit');
  const { pool, clock } = context.services;
  const result = readRetentionForm(await parseIntent(request, RetentionPeriodsForm));
  if (result.outcome === 'refused') return result;
  const changed = await inShop(pool, shop.id, (client) =>
    saveRetentionPeriods(client, shop.id, result.periods, staffId, clock.now()),
  );
  return { outcome: changed ? 'saved' : 'unchanged' };
}

export default function RetentionRoute() {
  const { periods } = useLoaderData<typeof loader>();
  return <RetentionPage periods={periods} />;
}
