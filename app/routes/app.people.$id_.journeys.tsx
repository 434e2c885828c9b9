import type { ActionFunctionArgs } from '@remix-run/node';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { DefinitionKey } from '#app/definitions/definition-key.ts';
import { requestRun, type PersonRunRequest } from '#app/engine/request-run.server.ts';
import type { PersonEntryOutcome } from '#app/journeys/page/entry-words.ts';
import { inShop } from '#app/platform/db.server.ts';
import { findCurrentPerson } from '#app/profiles/store/profile-joins.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';

const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('add'), journey: DefinitionKey }),
  z.object({ intent: z.literal('remove'), run: z.uuid() }),
]);

/** Adds the person to a journey, or takes them off it again. */
export async function action({
  request,
  params,
  context,
}: ActionFunctionArgs): Promise<PersonEntryOutcome> {
  const { shop, staffId, demand } = await authenticateAdmin(request, context, 'journeys.edit');
  await demand('people.read');
  const { pool, clock, policyOf } = context.services;
  const intent = await parseIntent(request, Intent);
  const { id = '' } = params;
  if (!isUuid(id)) throw new Response('There is no such person.', { status: 404 });
  const now = clock.now();
  const outcome = await inShop(pool, shop.id, async (client) => {
    const profileId = await findCurrentPerson(client, shop.id, id);
    const asked: PersonRunRequest =
      intent.intent === 'add'
        ? {
            kind: 'start',
            key: `staff:${profileId}:${intent.journey}:${String(now)}`,
            journeyKey: intent.journey,
            profileId,
          }
        : { kind: 'exit', runId: intent.run, profileId };
    return await requestRun(client, shop.id, asked, staffId, async () => ({
      policy: await policyOf(client, shop.id),
      currency: shop.currency,
      now,
    }));
  });
  switch (outcome.outcome) {
    case 'started':
    case 'refused':
    case 'not_found':
      return outcome;
    default:
      return { outcome: 'exited' };
  }
}
