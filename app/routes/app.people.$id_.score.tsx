import type { LoaderFunctionArgs } from '@remix-run/node';
import { validate as isUuid } from 'uuid';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { loadScoreCurve } from '#app/people/page/score-curve.server.ts';
import { findCurrentPerson } from '#app/profiles/store/profile-joins.server.ts';

/** The score of a person through time, for the chart on the person's page. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.read');
  const { pool, clock } = context.services;
  const { id: asked = '' } = params;
  const now = clock.now();
  const curve = isUuid(asked)
    ? await inShop(pool, shop.id, async (client) => {
        const id = await findCurrentPerson(client, shop.id, asked);
        const found = await loadScoreCurve(client, shop.id, id, now);
        if (found) await recordRead(client, shop.id, staffId, `profile:${id}`, now);
        return found;
      })
    : null;
  if (!curve) throw new Response('There is no such person.', { status: 404 });
  return curve;
}

/** Asked for once when it is opened: the page beside it is asked for every two seconds. */
export function shouldRevalidate() {
  return false;
}
