import { loadAllDefinitions, namesOf } from '#app/gallery/load-names.server.ts';
import {
  asksForReview,
  showsCoupon,
  type EmailContent,
} from '#app/messages/templates/email-content.ts';
import { emailKind } from '#app/messages/templates/email-kind.ts';
import { loadEmails } from '#app/messages/templates/load-emails.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** An email of the shop that a campaign may send. */
export type CampaignEmailChoice = { key: string; name: string; subject: string };

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

function isForAnyone(key: string, content: EmailContent): boolean {
  const { subject, preview, body, text } = content;
  const isAboutMore = /\{[{%][^}]*\b(items|total|order|company|application|contact)/i.test(
    [subject, preview, body, text].join(' '),
  );
  return (
    !isAboutMore &&
    !showsCoupon(content) &&
    !asksForReview(content) &&
    emailKind.usedByApp?.(key) === undefined
  );
}
