import type { ShopClient } from '#app/platform/db.server.ts';
import { askForCompany } from './application-effect.server.ts';
import type { DecisionOutcome } from './decision-outcome.ts';
import { recordApplicationChange } from './record-change.server.ts';
import { startApproval } from './store/decide-application.server.ts';
import { whyNotDecided } from './store/decision-outcome.server.ts';

/**
 * Approves an application that is undecided and whose address the applicant confirmed. It can be taken back for some
 * seconds; the company in Shopify and the applicant's mail follow in the background, once, however often and by however
 * many people this is asked.
 * @param actor who decides
 * @param now epoch milliseconds
 */
export async function approveApplication(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  actor: string,
  now: number,
): Promise<DecisionOutcome> {
  if (!(await startApproval(client, shopId, applicationId, actor, now)))
    return await whyNotDecided(client, shopId, applicationId);
  await askForCompany(client, shopId, applicationId, now);
  const states = { before: { state: 'submitted' }, after: { state: 'approving' } };
  const change = { actor, action: 'application.approve', ...states } as const;
  await recordApplicationChange(client, shopId, applicationId, change, now);
  return { outcome: 'decided', canUndo: true };
}
