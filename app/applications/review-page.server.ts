import { effectStatus } from '#app/effects/store/change-effect.server.ts';
import { isUnansweredReason } from '#app/effects/unanswered-reason.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { CompanyRefusal, ReviewPage } from './review-page.ts';
import { colleagues, duplicates, retailHistory } from './applicant-history.server.ts';
import { companyEffectKey } from './application-effect.server.ts';
import { checklistOf } from './review.ts';
import { auditTrail, findApplication } from './store/read-application.server.ts';
import { checkTaxId } from './tax-id.ts';

/**
 * @param now epoch milliseconds
 * @param currency the shop's, ISO 4217
 * @returns null when the shop has no such application
 */
export async function loadReviewPage(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  now: number,
  currency: string,
): Promise<ReviewPage | null> {
  const application = await findApplication(client, shopId, applicationId);
  if (!application) return null;
  const isVerified = application.verifiedAt !== null;
  const history = isVerified ? await retailHistory(client, shopId, application.email) : null;
  const taxId = checkTaxId(application.country, application.taxId);
  const facts = {
    ...application,
    currency,
    taxId,
    orders: history?.orders ?? 0,
    lastOrderAt: history?.lastOrderAt ?? null,
    lastSeenAt: history?.lastSeenAt ?? null,
  };
  return {
    application,
    taxId,
    checklist: checklistOf(facts, now),
    history,
    colleagues: isVerified ? await colleagues(client, shopId, application.email) : [],
    duplicates: await duplicates(client, shopId, application),
    refusal: await companyRefusal(client, shopId, applicationId),
    trail: await auditTrail(client, shopId, applicationId),
  };
}

async function companyRefusal(
  client: ShopClient,
  shopId: string,
  applicationId: string,
): Promise<CompanyRefusal | null> {
  const status = await effectStatus(client, shopId, companyEffectKey(applicationId));
  if (status?.state !== 'failed') return null;
  const { reason, answer } = status;
  const text = reason === null ? (answer ?? 'Shopify refused it.') : reasonWords(reason);
  return { text, isAnswered: !isUnansweredReason(reason) };
}
