import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { jsonText } from '#app/events/payloads/json-text.ts';
import { LONGEST_CONTENT } from '#app/gallery/definition-intent.ts';
import { loadAllDefinitions } from '#app/gallery/load-names.server.ts';
import { loadShownEmail } from '#app/messages/page/load-emails-page.server.ts';
import { previewEmail } from '#app/messages/page/preview-email.server.ts';
import { READER_LANGUAGES } from '#app/lib/reader-language.ts';
import { mainLanguage } from '#app/messages/templates/email-language.ts';
import { mailSettings } from '#app/messages/sender/mail-settings.ts';
import { selectNewestSettings } from '#app/messages/sender/store/settings.server.ts';
import { markedEmail } from '#app/messages/editor/marked-email.ts';
import { ComposedEmailSchema } from '#app/messages/templates/composed-email.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';

/** Of the email's languages; the main one where none is named. */
const Language = z.enum(READER_LANGUAGES).optional();

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
  const asked = new URL(request.url).searchParams.get('language') ?? undefined;
  const language = Language.safeParse(asked).data ?? null;
  return await previewEmail(markup, shown.content, { ...shop, postalAddress }, language);
}

const Composed = z.object({
  content: jsonText(LONGEST_CONTENT).pipe(ComposedEmailSchema),
  language: Language,
});

/** An email that is composed, as it was sent and is not saved, with marks where its blocks are. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, markup } = context.services;
  const { content, language } = await parseIntent(request, Composed);
  const { value } = await inShop(pool, shop.id, (client) => selectNewestSettings(client, shop.id));
  const { postalAddress } = mailSettings(value);
  return await previewEmail(markup, markedEmail(content, language ?? mainLanguage(content)), {
    ...shop,
    postalAddress,
  });
}
