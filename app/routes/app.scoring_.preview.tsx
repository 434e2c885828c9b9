import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readModelDraft } from '#app/scoring/parse-score-model.ts';
import { previewModel } from '#app/scoring/preview-model.server.ts';
import type { PreviewAnswer } from '#app/scoring/preview-model.ts';

const ModelDraftForm = z.object({ draft: z.string() });

/** What a model would do to the shop's people. Saves nothing; stops when the browser no longer waits. */
export async function action({ request, context }: ActionFunctionArgs): Promise<PreviewAnswer> {
  const { shop } = await authenticateAdmin(request, context, 'scoring.edit');
  const { pool, clock } = context.services;
  const { draft } = await parseIntent(request, ModelDraftForm);
  const result = readModelDraft(draft);
  if (result.outcome === 'refused') return result;
  return await previewModel(pool, shop, result.draft, clock.now(), request.signal);
}
