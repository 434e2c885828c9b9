import { contentDigest } from '#app/definitions/content-digest.server.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import { sampleView } from '#app/messages/render/sample-view.ts';
import type { Renderer } from '#app/messages/render/renderer.server.ts';
import { markupInLanguage } from '#app/messages/templates/email-language.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import type { EmailPreview } from './email-preview.ts';

/** A grey square in the place of the picture of a product. */
const PLACEHOLDER = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320"><rect width="320" height="320" fill="#d8dee4"/></svg>')}`;
/** As many as most emails show. */
const ITEMS = 2;

/**
 * Renders an email of a shop with a sample of everything that it may show.
 * @param shop with the address of its storefront
 * @param wanted the language; null for the email's main one
 */
export async function previewEmail(
  renderer: Pick<Renderer, 'prepare'>,
  content: EmailContent,
  shop: { name: string; storefrontUrl: string; postalAddress: string },
  wanted: ReaderLanguage | null = null,
): Promise<EmailPreview> {
  const { language, markup: email } = markupInLanguage(
    { digest: contentDigest(content), content },
    wanted,
  );
  const render = await renderer.prepare([email]);
  const { name, storefrontUrl: url, postalAddress } = shop;
  const sample = sampleView(PLACEHOLDER, language);
  const items = sample.items.slice(0, ITEMS);
  const view = { ...sample, items, total: '£20.00', shop: { name, url, postalAddress } };
  try {
    const mail = render(email, view);
    return { outcome: 'rendered', ...mail, bytes: Buffer.byteLength(mail.html) };
  } catch (error) {
    // Written by merchants: what is wrong in it is theirs to read.
    return { outcome: 'not_rendered', problem: error instanceof Error ? error.message : '' };
  }
}
