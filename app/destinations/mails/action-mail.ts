import type { OutgoingMail } from '#app/messages/delivery/mailer.ts';

/** The page of a person, inside Shopify's admin. @param apiKey the app's, under which the admin knows it */
export function personAdminUrl(shopDomain: string, apiKey: string, profileId: string): string {
  return pageAdminUrl(shopDomain, apiKey, `/app/people/${profileId}`);
}

/** A page of the app, inside Shopify's admin. @param apiKey the app's, under which the admin knows it */
export function pageAdminUrl(shopDomain: string, apiKey: string, path: string): string {
  return `https://${shopDomain}/admin/apps/${apiKey}${path}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * The two forms of a mail that an action sends: what the merchant wrote, and where the person is.
 * @param text with its variables filled in
 * @param pageUrl of the person's page, or of another that `pageName` names
 */
export function actionMailBody(
  text: string,
  pageUrl: string,
  pageName = 'Open the person in Tendril',
): Pick<OutgoingMail, 'html' | 'text'> {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  const link = `<a href="${escapeHtml(pageUrl)}">${escapeHtml(pageName)}</a>`;
  const html = [
    ...paragraphs.map((paragraph) => escapeHtml(paragraph).replaceAll('\n', '<br>')),
    link,
  ].map((content) => `<p>${content}</p>`);
  return {
    html: `<!doctype html><html lang="en"><body>${html.join('')}</body></html>`,
    text: [...paragraphs, `${pageName}: ${pageUrl}`].join('\n\n'),
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);
}
