import { consentOfRow } from '#app/consent/consent-columns.ts';
import { preferencesOfRow } from '#app/consent/preference-columns.ts';
import { loadSettings } from '#app/messages/sender/save-settings.server.ts';
import type { MailSettings } from '#app/messages/sender/mail-settings.ts';
import { selectApprovedBuyers } from '#app/offers/store/offered-people.server.ts';
import { isTradeBuyer } from '#app/offers/trade-buyer.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { personZone } from '#app/profiles/person-zone.ts';
import { loadTimeZone } from '#app/segments/store/load-time-zone.server.ts';
import type { Recipient } from './decide-recipient.ts';
import type { CampaignMemberRow } from './store/campaign-members.server.ts';

/** By which clock and within which limits a shop sends. */
export type CampaignShop = Pick<MailSettings, 'quietHours' | 'limits'> & { shopZone: string };

/** How a shop sends. */
export async function loadCampaignShop(client: ShopClient, shopId: string): Promise<CampaignShop> {
  const { quietHours, limits } = (await loadSettings(client, shopId)).settings;
  return { quietHours, limits, shopZone: await loadTimeZone(client, shopId) };
}

/** What the rule of campaigns reads of some members of a segment; who is gone is left out. */
export async function recipientsOf(
  client: ShopClient,
  shopId: string,
  members: readonly CampaignMemberRow[],
  { shopZone, limits }: CampaignShop,
): Promise<Recipient[]> {
  const known = members.filter(({ isKnown }) => isKnown);
  const ids = known.map(({ profileId }) => profileId);
  const approved = await selectApprovedBuyers(client, shopId, ids);
  return known.map((member): Recipient => {
    const { profileId, email, companies, tags, country, region } = member;
    const zone = personZone({ country, region }, shopZone);
    return {
      profileId,
      consent: consentOfRow(email, member),
      preferences: preferencesOfRow(member),
      isTrade: isTradeBuyer(
        { companies: companies ?? [], tags: tags ?? [] },
        approved.has(profileId),
      ),
      zone,
      quietZone: limits.quietZone === 'shop' ? shopZone : zone,
    };
  });
}
