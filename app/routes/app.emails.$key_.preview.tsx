import type { LoaderFunctionArgs } from '@remix-run/node';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { loadAllDefinitions } from '#app/gallery/load-names.server.ts';
import { loadShownEmail } from '#app/messages/page/load-emails-page.server.ts';
import { previewEmail } from '#app/messages/page/preview-email.server.ts';
import { mailSettings } from '#app/messages/sender/mail-settings.ts';
import { selectNewestSettings } from '#app/messages/sender/store/settings.server.ts';
import { inShop } from '#app/platform/db.server.ts';

/** An email as readers would get it, with samples in the place of what differs from reader to reader. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'figures.read');
  const { pool, markup } = context.services;
  const { key = '' } = params;
  const shown = await inShop(pool, shop.id, async (client) => {
    const rows = await loadAllDefinitions(client, shop.id);
    const email = await loadShownEmail(client, shop, rows, key);
    if (!email) throw new Response('There is no such email.', { status: 404 });
    const { value } = await selectNewestSettings(client, shop.id);
    return { content: email.content, settings: mailSettings(value) };
  });
  const { postalAddress } = shown.settings;
  return await previewEmail(markup, shown.content, { ...shop, postalAddress });
}
