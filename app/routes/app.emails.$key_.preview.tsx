import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { type AdminVisit, authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { jsonText } from '#app/events/payloads/json-text.ts';
import { LONGEST_CONTENT } from '#app/gallery/definition-intent.ts';
import {
  loadPreviewedEmail,
  type PreviewedEmail,
} from '#app/gallery/load-previewed-email.server.ts';
import type { EmailPreview } from '#app/messages/page/email-preview.ts';
import { previewEmail } from '#app/messages/page/preview-email.server.ts';
import { READER_LANGUAGES } from '#app/lib/reader-language.ts';
import { mainLanguage } from '#app/messages/templates/email-language.ts';
import { markedEmail } from '#app/messages/editor/marked-email.ts';
import { ComposedEmailSchema } from '#app/messages/templates/composed-email.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';

/** Of the email's languages; where none is named that of the person, or the main one. */
const Language = z.enum(READER_LANGUAGES).nullable().catch(null);

/** An email as a person would get it, or with samples in the place of what differs from reader to reader. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const visit = await authenticateAdmin(request, context, 'figures.read');
  const query = new URL(request.url).searchParams;
  const profileId = query.get('person') ?? '';
  const language = Language.parse(query.get('language'));
  return await preview(visit, context, { key: params.key ?? '', language, profileId });
}

const Composed = z.object({
  content: jsonText(LONGEST_CONTENT).pipe(ComposedEmailSchema),
  language: Language,
  person: z.string().max(100).default(''),
});

/** An email that is composed, as it was sent and is not saved, with marks where its blocks are. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const visit = await authenticateAdmin(request, context, 'journeys.edit');
  const { content: composed, language, person } = await parseIntent(request, Composed);
  const content = markedEmail(composed, language ?? mainLanguage(composed));
  const asked = { key: params.key ?? '', content, language, profileId: person };
  return await preview(visit, context, asked);
}

const PERSON_GONE: EmailPreview = {
  outcome: 'not_rendered',
  problem: 'There is no such person any more. Choose another.',
};

/** @param asked with an empty person for a sample */
async function preview(
  { shop, staffId, demand }: AdminVisit,
  { services }: AppLoadContext,
  asked: PreviewedEmail & { profileId: string },
): Promise<EmailPreview> {
  const { pool, markup, operator, clock } = services;
  const profileId = asked.profileId === '' ? null : asked.profileId;
  if (profileId !== null) await demand('people.read');
  const now = clock.now();
  const loaded = await inShop(pool, shop.id, async (client) => {
    const found = await loadPreviewedEmail(client, shop.id, { ...asked, profileId }, operator, now);
    if (typeof found !== 'string' && profileId !== null)
      await recordRead(client, shop.id, staffId, `profile:${profileId}`, now);
    return found;
  });
  if (loaded === 'no_email') throw new Response('There is no such email.', { status: 404 });
  if (loaded === 'no_person') return PERSON_GONE;
  const { content, person, sender } = loaded;
  const from = { ...sender.shop, sender: sender.from.name };
  return await previewEmail(markup, content, from, person, asked.language);
}
