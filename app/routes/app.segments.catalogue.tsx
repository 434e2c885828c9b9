import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { searchCatalogue } from '#app/segments/store/catalogue-entries.server.ts';

const Search = z.object({
  kind: z.enum(['products', 'collections']).catch('products'),
  search: z.string().max(200).catch(''),
});

/** What the builder finds in the catalogue while the user types. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'segments.edit');
  const { kind, search } = Search.parse(Object.fromEntries(new URL(request.url).searchParams));
  const choices = await inShop(context.services.pool, shop.id, (client) =>
    searchCatalogue(client, shop.id, kind, search),
  );
  return { choices };
}
