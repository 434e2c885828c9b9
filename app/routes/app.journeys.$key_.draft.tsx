import type { ActionFunctionArgs } from '@remix-run/node';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { saveSentDraft } from '#app/gallery/save-sent-draft.server.ts';
import { sentDraftSchema } from '#app/gallery/sent-draft.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';

/** Saves the draft of a journey while it is drawn, or what was drawn as a journey of its own. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const sent = await parseIntent(request, sentDraftSchema(journeyKind, params.key));
  return await saveSentDraft(context.services, shop.id, staffId, sent, journeyKind);
}
