import { mailContexts } from '#app/messages/contexts/registry.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';

/** What an email shows of the goods that it is about, whichever these are. */
const GOODS = ['items', 'total'];

/** What stands between braces. */
const TAG = /\{\{(.*?)\}\}|\{%(.*?)%\}/gs;

/**
 * The variables in an email that only emails about something else have a value for, such as a cart, an order or an application:
 * sent as news it would be empty there.
 */
export function variablesBeyondNews({ subject, preview, body, text }: EmailContent): string[] {
  const { news, ...others } = mailContexts;
  const beyond = new Set([
    ...('goods' in news && news.goods ? [] : GOODS),
    ...Object.values(others).flatMap(({ variables }) => Object.keys(variables)),
  ]);
  const tags = [subject, preview, body, text].join('\n').matchAll(TAG);
  const named = [...tags].flatMap(
    ([, output = '', tag = '']) => (output + tag).match(/\w+/g) ?? [],
  );
  return [...new Set(named)].filter(
    (name) => beyond.has(name) && !Object.hasOwn(news.variables, name),
  );
}
