import type { LoaderFunctionArgs } from '@remix-run/node';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { readLiveTables } from '#app/roll-ups/live-tables.ts';

/** How often what a page shows has changed; open pages ask every two seconds. Says nothing of what changed. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'app.open');
  const tables = readLiveTables(new URL(request.url).searchParams.get('tables'));
  if (tables === null) throw new Response('Name the tables that the page shows.', { status: 400 });
  return await inShop(context.services.pool, shop.id, (client) =>
    readLive(client, shop.id, tables),
  );
}
