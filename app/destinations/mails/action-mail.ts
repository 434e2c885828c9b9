import type { OutgoingMail } from '#app/messages/delivery/mailer.ts';

/** The page of a person, inside Shopify's admin. @param apiKey the app's, under which the admin knows it */
export function personAdminUrl(shopDomain: string, apiKey: string, profileId: string): string {
  return `https://${shopDomain}/admin/apps/${apiKey}/app/people/${profileId}`;
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
 * @param personUrl of the person's page
 */
export function actionMailBody(
  text: string,
  personUrl: string,
): Pick<OutgoingMail, 'html' | 'text'> {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  const link = `<a href="${escapeHtml(personUrl)}">Open the person in Tendril</a>`;
  const html = [
    ...paragraphs.map((paragraph) => escapeHtml(paragraph).replaceAll('\n', '<br>')),
    link,
  ].map((content) => `<p>${content}</p>`);
  return {
    html: `<!doctype html><html lang="en"><body>${html.join('')}</body></html>`,
    text: [...paragraphs, `Open the person in Tendril: ${personUrl}`].join('\n\n'),
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);
}
