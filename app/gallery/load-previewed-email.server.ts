import { validate as isUuid } from 'uuid';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import { loadSender, type Sender } from '#app/messages/delivery/load-sender.server.ts';
import { loadShownEmail } from '#app/messages/page/load-emails-page.server.ts';
import { loadPreviewedView, type PreviewedView } from '#app/messages/page/previewed-view.server.ts';
import type { MailOperator } from '#app/messages/sender/sending-domain.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { loadAllDefinitions } from './load-names.server.ts';
import { subjectsOfEmail } from './subjects-of-email.server.ts';

/** Which email is looked at, and as whom. */
export type PreviewedEmail = {
  key: string;
  /** As it is composed now; left out for what is stored: its draft, or what is live. */
  content?: EmailContent;
  /** In which it is wanted; null for that of the person, or its main one. */
  language: ReaderLanguage | null;
  /** The person; null for a sample. */
  profileId: string | null;
};

/** An email with what it shows, and whom it is from. */
export type LoadedPreview = { content: EmailContent; person: PreviewedView | null; sender: Sender };

/** All that an email is rendered from for who looks at it; what is missing when there is no such email or person. */
export async function loadPreviewedEmail(
  client: ShopClient,
  shopId: string,
  { key, content: composed, language, profileId }: PreviewedEmail,
  operator: MailOperator,
  now: number,
): Promise<LoadedPreview | 'no_email' | 'no_person'> {
  const sender = await loadSender(client, shopId, operator);
  if (composed && profileId === null) return { content: composed, person: null, sender };
  const rows = await loadAllDefinitions(client, shopId);
  const shop = { id: shopId, name: sender.shop.name };
  const content = composed ?? (await loadShownEmail(client, shop, rows, key))?.content;
  if (!content) return 'no_email';
  if (profileId === null) return { content, person: null, sender };
  if (!isUuid(profileId)) return 'no_person';
  const sentFor = await subjectsOfEmail(client, shopId, rows, key);
  const asked = { profileId, sentFor, language };
  const person = await loadPreviewedView(client, sender.shop, content, asked, now);
  return person === null ? 'no_person' : { content, person, sender };
}
