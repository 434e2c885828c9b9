import { DARK_HEAD } from './dark-head.ts';
import type { EmailTranslation } from './email-content.ts';

/**
 * What stands before the footer in a page that was laid out. What comes after it is rendered for itself, so that nothing in
 * the words of an email, such as an assignment, changes or drops how the reader stops it.
 */
export const FOOTER_MARK = '<!--footer-->';

/** The whole mail in MJML: the shop's name, the body, and who sent this and why. */
export function layout({ preview, body }: Pick<EmailTranslation, 'preview' | 'body'>): string {
  return `<mjml lang="{{ language }}">
<mj-head>
  <mj-title>{{ shop.name }}</mj-title>
  <mj-preview>${preview}</mj-preview>
  <mj-attributes>
    <mj-all font-family="Helvetica, Arial, sans-serif" color="#1f2933" />
    <mj-text font-size="16px" line-height="24px" />
    <mj-button background-color="#1f5f4a" color="#ffffff" font-size="16px" font-weight="600" border-radius="6px" inner-padding="14px 28px" />
  </mj-attributes>
  ${DARK_HEAD}
</mj-head>
<mj-body css-class="ground" background-color="#f4f5f3">
  <mj-section padding="24px 0 8px"><mj-column>
    <mj-text align="center" font-size="20px" font-weight="700"><a href="{{ shop.url }}" style="color:#1f2933;text-decoration:none">{{ shop.name }}</a></mj-text>
  </mj-column></mj-section>
  <mj-wrapper css-class="card" background-color="#ffffff" border-radius="8px" padding="16px 0">${body}</mj-wrapper>
  <mj-raw>${FOOTER_MARK}</mj-raw>
  <mj-section css-class="quiet" padding="16px 0 32px"><mj-column>
    <mj-text align="center" font-size="13px" line-height="20px" color="#52606d">{{ why }}{% if unsubscribe %} <a href="{{ unsubscribe }}" style="color:#52606d">{{ words.unsubscribe }}</a>{% endif %}</mj-text>
    <mj-text align="center" font-size="13px" line-height="20px" color="#52606d">{{ shop.name }}{% if shop.postalAddress != '' %}, {{ shop.postalAddress }}{% endif %}</mj-text>
  </mj-column></mj-section>
</mj-body>
</mjml>`;
}

/** The footer of the plain text of a mail, rendered for itself as well. */
export const TEXT_FOOTER = `

--
{{ why }}{% if unsubscribe %}
{{ words.unsubscribe }}: {{ unsubscribe }}{% endif %}
{{ shop.name }}{% if shop.postalAddress != '' %}, {{ shop.postalAddress }}{% endif %}
`;
