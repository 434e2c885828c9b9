import type { EmailContent } from './email-content.ts';

/** What stands between braces. */
const TAG = /\{\{(.*?)\}\}|\{%(.*?)%\}/gs;

/** Every word that stands between braces in an email: the variables that it shows or asks about are among them. */
export function namedVariables({
  subject,
  preview,
  body,
  text,
}: Pick<EmailContent, 'subject' | 'preview' | 'body' | 'text'>): Set<string> {
  const tags = [subject, preview, body, text].join('\n').matchAll(TAG);
  return new Set(
    [...tags].flatMap(([, output = '', tag = '']) => (output + tag).match(/\w+/g) ?? []),
  );
}
