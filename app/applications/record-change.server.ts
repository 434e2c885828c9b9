import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { ApplicationAction } from './application-action.ts';

export type ApplicationChange = {
  /** Who did it: a member of the staff, the applicant, or `system`. */
  actor: string;
  action: ApplicationAction;
  before?: object;
  after?: object;
};

/**
 * Writes into the audit log what was done to an application, in the transaction of the change.
 * @param now epoch milliseconds
 */
export async function recordApplicationChange(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  { before, after, ...who }: ApplicationChange,
  now: number,
): Promise<void> {
  const subject = `application:${applicationId}`;
  const entry = { ...who, subject, before: before ?? null, after: after ?? null };
  await recordAudit(client, shopId, entry, now);
}
