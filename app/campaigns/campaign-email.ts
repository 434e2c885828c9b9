import type { EmailContent } from '#app/messages/templates/email-content.ts';
import { button, paragraphs } from '#app/messages/blocks/shared-markup.ts';
import type { CampaignContent, OwnEmail } from './campaign-content.ts';

/** The one variable of an email that is written for a campaign. */
const FIRST_NAME = /\{\{\s*firstName\s*\}\}/g;
/** What stands in the place of a name that is not known. */
const NAMED = "{{ firstName | default: 'there' }}";

/** Whether a text holds markup of templates beside the first name. */
export function hasOtherVariables(text: string): boolean {
  return /\{\{|\{%/.test(text.replaceAll(FIRST_NAME, ''));
}

/**
 * The email that a campaign has for itself, out of its fields: they are texts, never markup. Null where it sends one of the
 * shop's.
 */
export function emailOfCampaign({ name, email }: CampaignContent): EmailContent | null {
  return email.kind === 'own' ? ownEmail(name, email) : null;
}

function ownEmail(name: string, email: OwnEmail): EmailContent {
  const parts = email.text.split(/\n\s*\n/).map((part) => part.trim());
  const lines = parts.filter((part) => part !== '');
  const heading =
    email.heading === ''
      ? []
      : [`<span style="font-size:20px;font-weight:700">${inMarkup(email.heading)}</span>`];
  const body = lines.map((line) => inMarkup(line).replaceAll('\n', '<br />'));
  return {
    name,
    subject: inText(email.subject),
    preview: inMarkup(email.preview),
    body:
      paragraphs(...heading, ...body) + (email.button === '' ? '' : button(inMarkup(email.button))),
    text: [
      ...(email.heading === '' ? [] : [inText(email.heading)]),
      ...lines.map(inText),
      ...(email.button === '' ? [] : [`${inText(email.button)}: {{ action }}`]),
    ].join('\n\n'),
  };
}

function inText(text: string): string {
  const plain = text.replaceAll(FIRST_NAME, '\0').replaceAll('{{', '{ {').replaceAll('{%', '{ %');
  return plain.replaceAll('\0', NAMED);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function inMarkup(text: string): string {
  const named = text.replaceAll(FIRST_NAME, '\0').replaceAll('{{', '{ {').replaceAll('{%', '{ %');
  return named.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign).replaceAll('\0', NAMED);
}
