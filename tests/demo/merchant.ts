import { API_KEY, API_SECRET, type Stack } from '#tests/stack/stack.ts';
import { sessionToken } from '#tests/store/front/session-token.ts';

/**
 * Sends a form of an admin page as the owner of the store does.
 * @param route file name of the page's route without its ending, such as `app.import`
 * @returns what the page answered
 */
export async function pressInAdmin(
  { store, appUrl }: Pick<Stack, 'store' | 'appUrl'>,
  page: { path: string; route: string },
  form: Record<string, string>,
): Promise<unknown> {
  const shop = store.options.shopDomain;
  const token = sessionToken({ shop, apiKey: API_KEY, apiSecret: API_SECRET, nowMs: Date.now() });
  const query = new URLSearchParams({ _data: `routes/${page.route}` });
  const answer = await fetch(`${appUrl}${page.path}?${query.toString()}`, {
    method: 'POST',
    // An empty user agent: the library takes Node's own for a bot.
    headers: { authorization: `Bearer ${token}`, 'user-agent': '' },
    body: new URLSearchParams(form),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${page.path} answered ${String(answer.status)}: ${text}`);
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  return isJson ? (JSON.parse(text) as unknown) : null;
}
