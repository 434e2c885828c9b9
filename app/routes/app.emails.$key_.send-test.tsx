import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { askEmailTest, findEmailTests } from '#app/gallery/ask-email-test.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent, parseQuery } from '#app/platform/parse-intent.ts';

const TestId = z.object({ test: z.uuid() });

/** How the tests of an email stand that were asked for together. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'journeys.edit');
  const { test } = parseQuery(request, TestId);
  return await inShop(context.services.pool, shop.id, async (client) => ({
    tests: await findEmailTests(client, shop.id, test),
  }));
}

const Asked = TestId.extend({
  to: z.string().max(4_000),
  person: z.union([z.uuid(), z.literal('')]).default(''),
});

/** Sends an email to addresses that staff typed, as it is composed now. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { shop, staffId, demand } = await authenticateAdmin(request, context, 'journeys.edit');
  const { test, to, person } = await parseIntent(request, Asked);
  const profileId = person === '' ? null : person;
  if (profileId !== null) await demand('people.read');
  const { pool, operator, clock } = context.services;
  const now = clock.now();
  const asked = { test, key: params.key ?? '', profileId, to };
  return await inShop(pool, shop.id, async (client) => {
    const outcome = await askEmailTest(client, shop.id, asked, operator, staffId, now);
    if (outcome.outcome === 'asked' && profileId !== null)
      await recordRead(client, shop.id, staffId, `profile:${profileId}`, now);
    return outcome;
  });
}
