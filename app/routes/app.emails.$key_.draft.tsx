import type { ActionFunctionArgs } from '@remix-run/node';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { saveSentDraft } from '#app/gallery/save-sent-draft.server.ts';
import { sentDraftSchema } from '#app/gallery/sent-draft.ts';
import { emailKind } from '#app/messages/templates/email-kind.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';

/** Saves the draft of an email while it is composed, or what was composed as an email of its own. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const sent = await parseIntent(request, sentDraftSchema(emailKind, params.key));
  return await saveSentDraft(context.services, shop.id, staffId, sent, emailKind);
}
