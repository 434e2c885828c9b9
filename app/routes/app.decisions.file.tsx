import type { LoaderFunctionArgs } from '@remix-run/node';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { readDecisionView } from '#app/decisions/decision-view.ts';
import { decisionsFile } from '#app/decisions/decisions-file.server.ts';

/** The decisions that the page lists, as CSV. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.export');
  const { pool, clock } = context.services;
  const now = clock.now();
  const view = readDecisionView(new URL(request.url).searchParams, shop.timeZone, now);
  const body = await decisionsFile(pool, shop, view, staffId, now);
  return new Response(body, { headers: { 'content-type': 'text/csv; charset=utf-8' } });
}
