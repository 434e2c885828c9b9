import type { LoaderFunctionArgs } from '@remix-run/node';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { findPeople } from '#app/people/page/find-people.server.ts';
import { inShop } from '#app/platform/db.server.ts';

/** A few people to choose one from, by what is typed of their name or address. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.read');
  const { pool, clock } = context.services;
  const typed = new URL(request.url).searchParams.get('search') ?? '';
  return await inShop(pool, shop.id, async (client) => {
    await recordRead(client, shop.id, staffId, 'people', clock.now());
    return { people: await findPeople(client, shop.id, typed) };
  });
}
