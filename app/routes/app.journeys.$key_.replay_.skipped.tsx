import type { LoaderFunctionArgs } from '@remix-run/node';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { definitionKeyOf } from '#app/definitions/definition-key.ts';
import { loadDefinitionNames } from '#app/gallery/load-names.server.ts';
import { loadSkippedRows } from '#app/journeys/page/replay-page.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseQuery } from '#app/platform/parse-intent.ts';

const Asked = z.object({ replay: z.uuid() });

/** Why emails of a replay would be skipped, as CSV. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'figures.read');
  const { replay } = parseQuery(request, Asked);
  const rows = await inShop(context.services.pool, shop.id, async (client) => {
    const names = await loadDefinitionNames(client, shop.id);
    return await loadSkippedRows(client, shop.id, definitionKeyOf(params.key), replay, names);
  });
  if (!rows) throw new Response('There is no such replay.', { status: 404 });
  const cells = rows.map(({ step, reason, count }) => [step, reason, count]);
  const body = stringify([['Step', 'Reason', 'Emails'], ...cells], { escape_formulas: true });
  return new Response(body, { headers: { 'content-type': 'text/csv; charset=utf-8' } });
}
