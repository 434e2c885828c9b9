import { contentDigest } from '#app/definitions/content-digest.server.ts';
import { campaignIdOf, campaignTemplate } from '#app/effects/campaign-key.ts';
import { EmailContent } from '#app/messages/templates/email-content.ts';
import type { EmailVersion } from '#app/messages/templates/load-emails.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { selectMailCampaigns } from './store/mail-campaigns.server.ts';

/** What delivery reads of the campaigns of some mails. */
export type MailCampaigns = {
  /** The emails that campaigns have for themselves, by their templates. */
  emails: ReadonlyMap<string, EmailVersion>;
  /** When those that were cancelled were, by id, epoch milliseconds. */
  cancelledAt: ReadonlyMap<string, number>;
};

/** The campaigns that mails belong to: in one statement, in none where there is no such mail. */
export async function loadMailCampaigns(
  client: ShopClient,
  shopId: string,
  mails: readonly { key: string }[],
): Promise<MailCampaigns> {
  const ids = [...new Set(mails.flatMap(({ key }) => campaignIdOf(key) ?? []))];
  const rows = ids.length === 0 ? [] : await selectMailCampaigns(client, shopId, ids);
  return {
    emails: new Map(rows.flatMap(({ id, email }) => emailOf(id, email))),
    cancelledAt: new Map(
      rows.flatMap(({ id, cancelledAt }) => (cancelledAt === null ? [] : [[id, cancelledAt]])),
    ),
  };
}

/** The email that a campaign has for itself; none where it sends one of the shop's. It is written once. */
function emailOf(id: string, email: unknown): [string, EmailVersion][] {
  const read = EmailContent.safeParse(email);
  if (!read.success) return [];
  const key = campaignTemplate(id);
  return [[key, { key, version: 1, digest: contentDigest(read.data), content: read.data }]];
}
