import { contentDigest } from '#app/definitions/content-digest.server.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import { INERT_LINK } from '#app/messages/render/compose-mail.ts';
import { sampleView } from '#app/messages/render/sample-view.ts';
import { renderLine, type Renderer } from '#app/messages/render/renderer.server.ts';
import { markupInLanguage } from '#app/messages/templates/email-language.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import type { EmailPreview } from './email-preview.ts';
import { textOfPreheader } from './mailbox-line.ts';
import type { PreviewedView } from './previewed-view.server.ts';
import { PLACEHOLDER_PICTURE, sampleParts } from './sample-parts.ts';

/** The shop that an email is from, with the address of its storefront and the name that stands on its mails. */
type PreviewedShop = {
  name: string;
  storefrontUrl: string;
  postalAddress: string;
  sender: string;
};

/**
 * Renders an email of a shop as a person gets it, or with a sample of everything that it may show.
 * @param person null for the sample
 * @param wanted the language of the sample; null for the email's main one
 */
export async function previewEmail(
  renderer: Pick<Renderer, 'prepare'>,
  content: EmailContent,
  shop: PreviewedShop,
  person: PreviewedView | null,
  wanted: ReaderLanguage | null = null,
): Promise<EmailPreview> {
  const { language, markup: email } = markupInLanguage(
    { digest: contentDigest(content), content },
    person?.view.language ?? wanted,
  );
  const render = await renderer.prepare([email]);
  const view = person?.view ?? viewOfSample(shop, language);
  try {
    const mail = render(email, view);
    const preheader = textOfPreheader(renderLine(email.content.preview, view));
    return {
      outcome: 'rendered',
      ...mail,
      bytes: Buffer.byteLength(mail.html),
      mailbox: { sender: shop.sender, subject: mail.subject, preheader },
      notes: person?.notes ?? null,
    };
  } catch (error) {
    // Written by merchants: what is wrong in it is theirs to read.
    return { outcome: 'not_rendered', problem: error instanceof Error ? error.message : '' };
  }
}

/** A sample of everything that an email of a shop may show. @param language of what is not the merchant's */
export function viewOfSample(
  { name, storefrontUrl, postalAddress }: Omit<PreviewedShop, 'sender'>,
  language: ReaderLanguage,
) {
  const { items, total, coupon, recommended } = sampleParts(storefrontUrl, language);
  const shop = { name, url: storefrontUrl, postalAddress };
  const links = { action: storefrontUrl, unsubscribe: INERT_LINK };
  return {
    ...sampleView(PLACEHOLDER_PICTURE, language),
    items,
    total,
    coupon,
    recommended,
    shop,
    ...links,
  };
}
