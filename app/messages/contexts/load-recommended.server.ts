import { recommendTo } from '#app/catalog/recommend.server.ts';
import type { RecommendedProduct } from '#app/catalog/recommend.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { DueMail } from '#app/messages/delivery/load-mails.server.ts';
import { isRecommending } from '#app/messages/templates/email-content.ts';
import { loadEmails } from '#app/messages/templates/load-emails.server.ts';
import { RECOMMENDED_ASKED } from './view-recommended.ts';

/**
 * What each of some mails may recommend at this moment, by the mail's key. Mails that recommend nothing and
 * mails to no known profile are not in it.
 * @param now epoch milliseconds
 */
export async function loadRecommended(
  client: ShopClient,
  shopId: string,
  mails: readonly Pick<DueMail, 'key' | 'profileId' | 'request'>[],
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
  const { rows } = await client.query<{ id: string; state: ProfileState }>(
    'select id, state from profile where shop_id = $1 and id = any($2::uuid[])',
    [shopId, [...keys.keys()]],
  );
  for (const { id, state } of rows) {
    const known = savedProfile(state);
    const products = await recommendTo(client, shopId, id, known, RECOMMENDED_ASKED, now);
    for (const key of keys.get(id) ?? []) recommended.set(key, products);
  }
  return recommended;
}
