import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordAudit, recordAuditOnce } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseQuery } from '#app/platform/parse-intent.ts';
import { MOST_BYTES, CHUNK_BYTES } from '#app/imports/csv/file.ts';
import { beginFile, endFile } from '#app/imports/csv/files.server.ts';
import { completeFile } from '#app/imports/csv/chunks.server.ts';
import { saveChunk } from '#app/imports/csv/store/chunks.server.ts';

const Step = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('begin'),
    name: z.string().min(1).max(500),
    bytes: z.coerce.number().int().min(0),
  }),
  z.object({
    step: z.literal('piece'),
    id: z.uuid(),
    position: z.coerce
      .number()
      .int()
      .min(0)
      .lt(MOST_BYTES / CHUNK_BYTES),
  }),
  z.object({ step: z.literal('complete'), id: z.uuid() }),
]);

/** Receives a file in chunks: begin, each chunk, complete. A chunk that got lost is sent again. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'imports.run');
  const { pool, clock } = context.services;
  const step = parseQuery(request, Step);
  const now = clock.now();
  const entryOf = (id: string, what: string) => ({
    actor: staffId,
    action: `move_in.${what}`,
    subject: `move_in:${id}`,
    before: null,
    after: null,
  });
  switch (step.step) {
    case 'begin': {
      const file = { fileName: step.name, bytes: step.bytes, actor: staffId, now };
      return Response.json(
        await inShop(pool, shop.id, async (client) => {
          const begun = await beginFile(client, shop.id, file);
          if (begun.outcome === 'begun') {
            const after = { fileName: step.name, bytes: step.bytes };
            await recordAudit(client, shop.id, { ...entryOf(begun.id, 'begun'), after }, now);
          }
          return begun;
        }),
      );
    }
    case 'piece': {
      const declared = Number(request.headers.get('content-length') ?? Infinity);
      if (declared > CHUNK_BYTES) throw new Response('The piece is too large.', { status: 413 });
      const bytes = new Uint8Array(await request.arrayBuffer());
      const isStored = await inShop(pool, shop.id, async (client) => {
        const saved = await saveChunk(client, shop.id, step.id, step.position, bytes);
        if (saved) await recordAuditOnce(client, shop.id, entryOf(step.id, 'received'), now);
        return saved;
      });
      return Response.json({ outcome: isStored ? 'kept' : 'gone' });
    }
    case 'complete':
      return Response.json(
        await inShop(pool, shop.id, async (client) => {
          const completed = await completeFile(client, shop.id, step.id);
          if (completed.outcome === 'refused')
            await endFile(client, shop.id, step.id, {
              state: 'failed',
              error: completed.reason,
              now,
            });
          if (completed.outcome !== 'incomplete')
            await recordAudit(
              client,
              shop.id,
              entryOf(step.id, `upload_${completed.outcome}`),
              now,
            );
          return completed;
        }),
      );
  }
}
