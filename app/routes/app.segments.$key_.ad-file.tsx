import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { AD_CONSENTS } from '#app/destinations/ad-consent.ts';
import { adFile } from '#app/destinations/ad-file.server.ts';
import { AD_PLATFORMS } from '#app/destinations/ad-identifiers.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseQuery } from '#app/platform/parse-intent.ts';
import { segmentsInUse } from '#app/segments/page/list-segments.server.ts';

const Choice = z.object({
  platform: z.enum(AD_PLATFORMS),
  consent: z.enum(AD_CONSENTS),
  days: z.coerce.number().int().min(0).max(3_650),
});

/** The members of a segment as CSV for an ad platform. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.export');
  const { pool, clock } = context.services;
  const segmentKey = params.key ?? '';
  const { days: convertedDays, ...choice } = parseQuery(request, Choice);
  const segments = await inShop(pool, shop.id, (client) => segmentsInUse(client, shop.id));
  if (!segments.some(({ key }) => key === segmentKey))
    throw new Response('There is no such segment.', { status: 404 });
  const file = { segmentKey, convertedDays, ...choice };
  const body = await adFile(pool, shop.id, file, staffId, clock.now());
  return new Response(body, { headers: { 'content-type': 'text/csv; charset=utf-8' } });
}
