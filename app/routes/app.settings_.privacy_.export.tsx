import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { exportPerson } from '#app/privacy/export-person.server.ts';
import { exportHtml, exportJson } from '#app/privacy/person-export.ts';

const Choice = z.object({ request: z.string().min(1).max(300), format: z.enum(['html', 'json']) });

/** What a data request asks for, as a file. No loader: the staff member who downloads it is recorded with the request. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'privacy.edit');
  const { pool, clock } = context.services;
  const { request: key, format } = await parseIntent(request, Choice);
  const now = clock.now();
  const found = await inShop(pool, shop.id, (client) =>
    exportPerson(client, shop, key, staffId, now),
  );
  if (found.outcome === 'not_found')
    throw new Response('There is no such request.', { status: 404 });
  const type = format === 'html' ? 'text/html' : 'application/json';
  const body = format === 'html' ? exportHtml(found.data) : exportJson(found.data);
  return new Response(body, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="customer-data.${format}"`,
      'cache-control': 'no-store',
    },
  });
}
