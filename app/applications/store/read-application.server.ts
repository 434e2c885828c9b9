import type { ShopClient } from '#app/platform/db.server.ts';
import type { CompanyPlan } from '#app/companies/company-in-shopify.server.ts';
import type { AuditLine, StoredApplication } from '../review-page.ts';
import { ACTION_NAMES } from '../words.ts';

/** More than is ever decided of one application; the newest stand for all. */
const MOST_DECISIONS = 100;

/** One application; null when the shop has no such. */
export async function findApplication(
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

/** What was decided of an application and what came of it, the oldest first; who only looked at it is not among it. */
export async function auditTrail(
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

/** What the company of an application is made of, and its website. */
export type ApplicationPlan = CompanyPlan & { website: string | null };

/** The plan of the company for an application; null when the application is gone. */
export async function loadCompanyPlan(
  client: ShopClient,
  shopId: string,
  applicationId: string,
): Promise<ApplicationPlan | null> {
  const { rows } = await client.query<ApplicationPlan>(
    `select id as "applicationId", company, contact_name as "contactName", email, phone,
            country, tax_id as "taxId", website
       from application where shop_id = $1 and id = $2`,
    [shopId, applicationId],
  );
  return rows[0] ?? null;
}
