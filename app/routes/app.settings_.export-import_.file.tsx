import type { LoaderFunctionArgs } from '@remix-run/node';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseQuery } from '#app/platform/parse-intent.ts';
import { exportDefinitions } from '#app/transfer/export-definitions.server.ts';
import { ExportQuery } from '#app/transfer/exportable.ts';

/** The definitions that the address names, as the texts of one or several files. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, clock } = context.services;
  const choice = parseQuery(request, ExportQuery);
  const files = await inShop(pool, shop.id, (client) =>
    exportDefinitions(client, shop, choice, staffId, clock.now()),
  );
  if (files === null) throw new Response('There is nothing of that kind.', { status: 404 });
  return Response.json(files);
}
