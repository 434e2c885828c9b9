import type { ShopClient } from '#app/platform/db.server.ts';
import type { ApplicationDetails } from '../application.ts';
import type { ApplicationState } from '../application-state.ts';
import type { DeclineReason } from '../decline-reason.ts';

/**
 * Starts an approval, of an undecided application whose address is confirmed.
 * @param now epoch milliseconds
 * @returns whether this call did
 */
export async function startApproval(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  actor: string,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update application set state = 'approving', decided_at = $3, decided_by = $4,
            revision = revision + 1
      where shop_id = $1 and id = $2 and state = 'submitted' and verified_at is not null`,
    [shopId, applicationId, new Date(now), actor],
  );
  return rowCount !== 0;
}

/** Makes an application undecided again whose approval was started. */
export async function reopenApplication(
  client: ShopClient,
  shopId: string,
  applicationId: string,
): Promise<void> {
  await client.query(
    `update application set state = 'submitted', decided_at = null, decided_by = null, revision = revision + 1
      where shop_id = $1 and id = $2 and state = 'approving'`,
    [shopId, applicationId],
  );
}

/** Completes an approval that was started; `companyGid` is null where only a customer was tagged. */
export async function completeApproval(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  companyGid: string | null,
): Promise<void> {
  await client.query(
    `update application set state = 'approved', company_gid = $3, revision = revision + 1
      where shop_id = $1 and id = $2 and state = 'approving'`,
    [shopId, applicationId, companyGid],
  );
}

type DeclinedApplication = { email: string; verified: boolean; before: ApplicationState };

/**
 * Declines an application that is undecided, or whose approval was started where Shopify refused its company.
 * @param isRefused whether Shopify did
 * @param now epoch milliseconds
 * @returns the application as it was; null when it may not be declined
 */
export async function saveDecline(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  { reason, note }: { reason: DeclineReason; note: string | null },
  isRefused: boolean,
  actor: string,
  now: number,
): Promise<DeclinedApplication | null> {
  const { rows } = await client.query<DeclinedApplication>(
    `update application a set state = 'declined', decided_at = $3, decided_by = $4,
            decline_reason = $5, decline_note = $6, revision = a.revision + 1
       from application before
      where a.shop_id = $1 and a.id = $2 and before.shop_id = $1 and before.id = $2
        and (a.state = 'submitted' or a.state = 'approving' and $7)
      returning a.email, a.verified_at is not null as verified, before.state as before`,
    [shopId, applicationId, new Date(now), actor, reason, note, isRefused],
  );
  return rows[0] ?? null;
}

/** Replaces the details of an application. @returns those before; null when it is gone */
export async function saveDetails(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  details: ApplicationDetails,
): Promise<ApplicationDetails | null> {
  const { rows } = await client.query<ApplicationDetails>(
    `update application a
        set company = $3, contact_name = $4, phone = $5, country = $6, tax_id = $7, website = $8,
            revision = a.revision + 1
       from application before
      where a.shop_id = $1 and a.id = $2 and before.shop_id = $1 and before.id = $2
      returning before.company, before.contact_name as "contactName", before.phone, before.country,
                before.tax_id as "taxId", before.website`,
    [
      shopId,
      applicationId,
      details.company,
      details.contactName,
      details.phone,
      details.country,
      details.taxId,
      details.website,
    ],
  );
  return rows[0] ?? null;
}
