import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { countDraft } from '#app/segments/builder/count-draft.server.ts';
import { LONGEST_DRAFT } from '#app/segments/builder/segment-form.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';

const LiveCountRequest = z.object({
  predicate: z.string().max(LONGEST_DRAFT),
  key: z.string().max(80),
});

/** Counts the members of an unsaved predicate; the builder calls this while the user types. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'segments.edit');
  const { counts, clock } = context.services;
  const { predicate, key } = await parseIntent(request, LiveCountRequest);
  const now = clock.now();
  const counted = await counts.run(shop.id, request.signal, async (client) => {
    await recordRead(client, shop.id, staffId, 'segment_sample', now);
    return await countDraft(client, shop.id, predicate, key === '' ? null : key, now);
  });
  return counted.outcome === 'ran' ? counted.result : { asked: predicate, ...counted };
}
