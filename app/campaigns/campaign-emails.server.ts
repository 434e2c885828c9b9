import { loadAllDefinitions, namesOf } from '#app/gallery/load-names.server.ts';
import {
  asksForReview,
  showsCoupon,
  type EmailContent,
} from '#app/messages/templates/email-content.ts';
import { emailKind } from '#app/messages/templates/email-kind.ts';
import { loadEmails, type EmailVersion } from '#app/messages/templates/load-emails.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { CampaignContent } from './campaign-content.ts';
import { emailOfCampaign } from './campaign-email.ts';
import { variablesBeyondNews } from './news-variables.ts';

/** An email of the shop that a campaign may send. */
export type CampaignEmailChoice = { key: string; name: string; subject: string };

/** An email of the shop as it is written into a campaign. */
export type FrozenEmail = Pick<EmailVersion, 'key' | 'version' | 'content'>;

/**
 * The emails in use that are about nothing but their reader: one that shows a cart, an order, a code or an application would be
 * empty.
 */
export async function campaignEmails(
  client: ShopClient,
  shopId: string,
): Promise<CampaignEmailChoice[]> {
  const names = namesOf(await loadAllDefinitions(client, shopId)).get('email');
  const emails = await loadEmails(client, shopId);
  return [...emails.values()].flatMap(({ key, content }) =>
    names?.get(key)?.isArchived === false && isForAnyone(key, content)
      ? [{ key, name: content.name, subject: content.subject }]
      : [],
  );
}

/** What a campaign says from the moment on at which it is scheduled; null when its email is gone. */
export async function freezeCampaignEmail(
  client: ShopClient,
  shopId: string,
  content: CampaignContent,
): Promise<EmailContent | FrozenEmail | null> {
  if (content.email.kind === 'own') return emailOfCampaign(content);
  const chosen = (await loadEmails(client, shopId)).get(content.email.key);
  if (!chosen) return null;
  return { key: chosen.key, version: chosen.version, content: chosen.content };
}

function isForAnyone(key: string, content: EmailContent): boolean {
  return (
    variablesBeyondNews(content).length === 0 &&
    !showsCoupon(content) &&
    !asksForReview(content) &&
    emailKind.usedByApp?.(key) === undefined
  );
}
