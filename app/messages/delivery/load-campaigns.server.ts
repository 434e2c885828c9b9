import { z } from 'zod';
import { contentDigest } from '#app/definitions/content-digest.server.ts';
import { campaignIdOf, campaignTemplate } from '#app/effects/campaign-key.ts';
import { repeatedCampaignMails } from '#app/effects/store/campaign-effects.server.ts';
import { campaignSlug } from '#app/messages/links/campaign-slug.ts';
import { EmailContent } from '#app/messages/templates/email-content.ts';
import type { EmailVersion } from '#app/messages/templates/load-emails.server.ts';
import { selectApprovedBuyers } from '#app/offers/store/offered-people.server.ts';
import { isTradeBuyer } from '#app/offers/trade-buyer.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { LeftOutReason } from './decide-mail.ts';
import {
  selectCampaignPeople,
  selectMailCampaigns,
  type MailCampaignRow,
} from './store/mail-campaigns.server.ts';

/** What delivery reads of the campaigns of some mails. */
export type MailCampaigns = {
  /** What each campaign says since it was scheduled, by its id. */
  emails: ReadonlyMap<string, EmailVersion>;
  /** What statistics call each, by its id; it is not renamed once it is scheduled. */
  slugs: ReadonlyMap<string, string>;
  /** When those that were cancelled were, by id, epoch milliseconds. */
  cancelledAt: ReadonlyMap<string, number>;
  /** Why people do not get the mail any more, by the key of the mail. */
  leftOut: ReadonlyMap<string, LeftOutReason>;
};

type CampaignMail = { key: string; profileId: string | null };

/** The campaigns that mails belong to: in a few statements, in none where there is no such mail. */
export async function loadMailCampaigns(
  client: ShopClient,
  shopId: string,
  mails: readonly CampaignMail[],
): Promise<MailCampaigns> {
  const ids = [...new Set(mails.flatMap(({ key }) => campaignIdOf(key) ?? []))];
  const rows = ids.length === 0 ? [] : await selectMailCampaigns(client, shopId, ids);
  return {
    emails: new Map(rows.flatMap((row) => emailOf(row))),
    slugs: new Map(
      rows.flatMap(({ id, name }): [string, string][] => {
        const slug = name === null ? null : campaignSlug(name);
        return slug === null ? [] : [[id, slug]];
      }),
    ),
    cancelledAt: new Map(
      rows.flatMap(({ id, cancelledAt }) => (cancelledAt === null ? [] : [[id, cancelledAt]])),
    ),
    leftOut: await loadLeftOut(client, shopId, mails, rows),
  };
}

/** Who is left out now: days may lie between the moment at which a mail was asked for and that at which it is due. */
async function loadLeftOut(
  client: ShopClient,
  shopId: string,
  mails: readonly CampaignMail[],
  campaigns: readonly MailCampaignRow[],
): Promise<Map<string, LeftOutReason>> {
  const known = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const asked = mails.flatMap(({ key, profileId }) => {
    const campaign = known.get(campaignIdOf(key) ?? '');
    return typeof campaign?.segment === 'string'
      ? [{ key, profileId, segment: campaign.segment, leavesOutTrade: campaign.leavesOutTrade }]
      : [];
  });
  if (asked.length === 0) return new Map();
  const repeated = await repeatedCampaignMails(
    client,
    shopId,
    asked.map(({ key }) => key),
  );
  const rows = await selectCampaignPeople(client, shopId, asked);
  const people = new Map(rows.map((row) => [row.key, row]));
  const approved = await selectApprovedBuyers(
    client,
    shopId,
    rows.map(({ profileId }) => profileId),
  );
  return new Map(
    asked.flatMap(({ key, leavesOutTrade }): [string, LeftOutReason][] => {
      if (repeated.has(key)) return [[key, 'merged_recipient']];
      const person = people.get(key);
      if (!person?.isMember) return [[key, 'left_segment']];
      const { profileId, companies, tags } = person;
      const traits = { companies: companies ?? [], tags: tags ?? [] };
      const isTrade = isTradeBuyer(traits, approved.has(profileId));
      return leavesOutTrade === true && isTrade ? [[key, 'trade_left_out']] : [];
    }),
  );
}

/** Which version of an email of the shop it is; of one that was written for the campaign there is one alone. */
const FrozenVersion = z.object({
  key: z.string().min(1).optional(),
  version: z.number().int().positive().default(1),
  content: EmailContent,
});

/** None of one that was scheduled before the emails of the shop were frozen as well. */
function emailOf({ id, email }: MailCampaignRow): [string, EmailVersion][] {
  const content = EmailContent.safeParse(email);
  const read = FrozenVersion.safeParse(content.success ? { content: content.data } : email);
  if (!read.success) return [];
  const { key = campaignTemplate(id), ...frozen } = read.data;
  return [[id, { key, ...frozen, digest: contentDigest(frozen.content) }]];
}
