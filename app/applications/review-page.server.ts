import { effectStatus } from '#app/effects/change-effect.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { StoredApplication, AuditLine, ReviewPage } from './review-page.ts';
import { colleagues, duplicates, retailHistory } from './applicant-history.server.ts';
import { companyEffectKey } from './application-effect.server.ts';
import { checklistOf } from './review.ts';
import { checkTaxId } from './tax-id.ts';
import { ACTION_NAMES } from './words.ts';

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
  const application = await loadApplication(client, shopId, applicationId);
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

async function loadApplication(
  client: ShopClient,
  shopId: string,
  applicationId: string,
): Promise<StoredApplication | null> {
  const { rows } = await client.query<StoredApplication>(
    `select id, state, company, contact_name as "contactName", email, phone, country, tax_id as "taxId",
            website, channels, volume, message, submitted_at as "submittedAt",
            decided_at as "decidedAt", decided_by as "decidedBy", decline_reason as "declineReason",
            decline_note as "declineNote", company_gid as "companyGid", verified_at as "verifiedAt"
       from application where shop_id = $1 and id = $2`,
    [shopId, applicationId],
  );
  return rows[0] ?? null;
}

async function companyRefusal(
  client: ShopClient,
  shopId: string,
  applicationId: string,
): Promise<string | null> {
  const status = await effectStatus(client, shopId, companyEffectKey(applicationId));
  return status?.state === 'failed' ? status.answer : null;
}

/** More than is ever decided of one application; the newest stand for all. */
const MOST_DECISIONS = 100;

/** What was decided of an application and what came of it, the oldest first; who only looked at it is not among it. */
async function auditTrail(
  client: ShopClient,
  shopId: string,
  applicationId: string,
): Promise<AuditLine[]> {
  const { rows } = await client.query<AuditLine>(
    `select at, actor, action from audit
      where shop_id = $1 and subject = $2 and action = any($4)
      order by at desc, id desc limit $3`,
    [shopId, `application:${applicationId}`, MOST_DECISIONS, Object.keys(ACTION_NAMES)],
  );
  return rows.reverse();
}
