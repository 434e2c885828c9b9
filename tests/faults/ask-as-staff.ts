import { sessionToken } from '#tests/store/front/session-token.ts';
import { API_KEY, API_SECRET } from '#tests/stack/stack.ts';
import type { TestEnvironment } from './environment.ts';

/** A request as the admin's pages send it, by staff of the shop of the simulated store. */
export async function askAsStaff(
  { stack }: TestEnvironment,
  path: string,
  init: RequestInit,
): Promise<Response> {
  const token = sessionToken({
    shop: stack.store.options.shopDomain,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    nowMs: Date.now(),
  });
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${token}`);
  headers.set('User-Agent', '');
  return await fetch(stack.appUrl + path, { method: 'POST', ...init, headers });
}
