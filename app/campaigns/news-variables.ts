import { mailContexts } from '#app/messages/contexts/registry.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import { namedVariables } from '#app/messages/templates/named-variables.ts';

/** What an email shows of the goods that it is about, whichever these are. */
const GOODS = ['items', 'total'];

/**
 * The variables in an email that only emails about something else have a value for, such as a cart, an order or an application:
 * sent as news it would be empty there.
 */
export function variablesBeyondNews(email: EmailContent): string[] {
  const { news, ...others } = mailContexts;
  const beyond = new Set([
    ...('goods' in news && news.goods ? [] : GOODS),
    ...Object.values(others).flatMap(({ variables }) => Object.keys(variables)),
  ]);
  return [...namedVariables(email)].filter(
    (name) => beyond.has(name) && !Object.hasOwn(news.variables, name),
  );
}
