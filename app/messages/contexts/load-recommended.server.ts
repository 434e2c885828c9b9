import { recommendTo } from '#app/catalog/recommend.server.ts';
import type { RecommendedProduct } from '#app/catalog/recommend.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import { isRecommending } from '#app/messages/templates/email-content.ts';
import { loadEmails } from '#app/messages/templates/load-emails.server.ts';
import { selectProfileStates } from './store/profile-states.server.ts';
import { RECOMMENDED_ASKED } from './view-recommended.ts';

/**
 * What each of some mails may recommend at this moment, by the mail's key. Mails that recommend nothing and
 * mails to no known profile are not in it.
 * @param now epoch milliseconds
 */
export async function loadRecommended(
  client: ShopClient,
  shopId: string,
  mails: readonly { key: string; profileId: string | null; request: { template: string } }[],
  now: number,
): Promise<Map<string, RecommendedProduct[]>> {
  const emails = await loadEmails(client, shopId);
  const keys = new Map<string, string[]>();
  for (const { key, profileId, request } of mails) {
    const email = emails.get(request.template)?.content;
    if (profileId === null || !isRecommending(email)) continue;
    keys.set(profileId, [...(keys.get(profileId) ?? []), key]);
  }
  const recommended = new Map<string, RecommendedProduct[]>();
  if (keys.size === 0) return recommended;
  const people = await selectProfileStates(client, shopId, [...keys.keys()]);
  for (const { id, state } of people) {
    const known = savedProfile(state);
    const products = await recommendTo(client, shopId, id, known, RECOMMENDED_ASKED, now);
    for (const key of keys.get(id) ?? []) recommended.set(key, products);
  }
  return recommended;
}
