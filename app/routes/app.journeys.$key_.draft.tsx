import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { createDefinition } from '#app/definitions/create-definition.server.ts';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import { DefinitionIntent } from '#app/gallery/definition-intent.ts';
import { JourneyContentSchema } from '#app/journeys/definitions/journey-content.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { jsonText } from '#app/events/payloads/json-text.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';

/** Characters of a journey that is sent, as JSON. */
const MOST_SENT = 250_000;

const CopyIntent = z.object({
  intent: z.literal('save_copy'),
  content: jsonText(MOST_SENT).pipe(JourneyContentSchema),
});

/** Saves the draft of a journey while it is drawn, or what was drawn as a journey of its own. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, markup, clock } = context.services;
  const Draft = DefinitionIntent.refine(
    ({ intent, kind, key }) => intent === 'save_draft' && kind === 'journey' && key === params.key,
  );
  const intent = await parseIntent(request, z.union([CopyIntent, Draft]));
  const now = clock.now();
  if (intent.intent !== 'save_copy')
    return await changeDefinition(pool, markup, shop.id, intent, staffId, now);
  return await inShop(pool, shop.id, (client) =>
    createDefinition(client, shop.id, journeyKind, intent.content, staffId, now),
  );
}
