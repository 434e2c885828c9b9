import type { LoaderFunctionArgs } from '@remix-run/node';
import { validate as isUuid } from 'uuid';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { errorFile } from '#app/imports/csv/errors.server.ts';
import { loadCsvImport } from '#app/imports/csv/store/files.server.ts';

/** The rows of a file of which not everything was taken, as CSV. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.export');
  const { pool, clock } = context.services;
  const { id = '' } = params;
  const file = isUuid(id)
    ? await inShop(pool, shop.id, async (client) => {
        const found = await loadCsvImport(client, shop.id, id);
        const entry = { actor: staffId, action: 'move_in.errors_downloaded' };
        const what = { ...entry, subject: `move_in:${id}`, before: null, after: null };
        if (found) await recordAudit(client, shop.id, what, clock.now());
        return found;
      })
    : null;
  if (file === null) throw new Response('There is no such file.', { status: 404 });
  return new Response(streamed(errorFile(pool, shop.id, id, file.header)), {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
}

/** Streams texts as a body; when the client disconnects, no more rows are read. */
function streamed(texts: AsyncGenerator<string, void, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await texts.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await texts.return();
    },
  });
}
