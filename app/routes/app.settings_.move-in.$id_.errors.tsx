import type { LoaderFunctionArgs } from '@remix-run/node';
import { validate as isUuid } from 'uuid';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/db.server.ts';
import { errorFile } from '#app/move-in/errors.server.ts';
import { moveIn } from '#app/move-in/files.server.ts';

/** The rows of a file of which not everything was taken, as CSV. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'people.export');
  const { id = '' } = params;
  const csv = isUuid(id)
    ? await inShop(context.services.pool, shop.id, async (client) => {
        const file = await moveIn(client, shop.id, id);
        return file && (await errorFile(client, shop.id, id, file.header));
      })
    : null;
  if (csv === null) throw new Response('There is no such file.', { status: 404 });
  return new Response(csv, { headers: { 'content-type': 'text/csv; charset=utf-8' } });
}
