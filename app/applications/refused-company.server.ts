import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { effectStatus, reviseFailedEffect } from '#app/effects/store/change-effect.server.ts';
import { isUnansweredReason } from '#app/effects/unanswered-reason.ts';
import type { CompanyRequest } from '#app/effects/kinds/create-company.ts';
import { companyEffectKey } from './application-effect.server.ts';
import { readApplicationDetails, type ApplicationDetails } from './application.ts';
import { recordApplicationChange, type ApplicationChange } from './record-change.server.ts';
import type { CorrectionOutcome, RetryOutcome } from './refused-company.ts';
import { saveDetails } from './store/decide-application.server.ts';

/**
 * Tries again what Shopify refused: to create the company, or to approve without one. Then the customer gets a tag in
 * Shopify, and the applicant the same email.
 * @param actor who asks for it
 * @param now epoch milliseconds
 */
export async function retryApproval(
  client: ShopClient,
  shopId: string,
  request: CompanyRequest,
  actor: string,
  now: number,
): Promise<RetryOutcome> {
  const isSame = request.as === undefined;
  if (!(await askAgain(client, shopId, request, isSame, now)))
    return { outcome: 'nothing_to_retry' };
  const change: ApplicationChange =
    request.as === 'tag'
      ? { actor, action: 'application.tag_instead', after: { as: 'tag' } }
      : { actor, action: 'application.company_retry' };
  await recordApplicationChange(client, shopId, request.applicationId, change, now);
  return { outcome: 'trying' };
}

/**
 * Corrects the details of an application whose company Shopify refused, and tries again with them.
 * @param form the fields of the page
 */
export async function correctApplication(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  form: unknown,
  actor: string,
  now: number,
): Promise<CorrectionOutcome> {
  const parsed = readApplicationDetails(form);
  if (parsed.outcome === 'invalid') return parsed;
  const { details } = parsed;
  if (!(await askAgain(client, shopId, { applicationId }, false, now)))
    return { outcome: 'nothing_to_retry' };
  const earlier = await saveDetails(client, shopId, applicationId, details);
  if (earlier === null) throw new Error('The application of a company request is gone.');
  // Which details changed; what they say stands in the application alone, where an erasure finds it.
  const changed = Object.keys(details).filter(
    (field) =>
      details[field as keyof ApplicationDetails] !== earlier[field as keyof ApplicationDetails],
  );
  const change = { actor, action: 'application.corrected', after: { changed } } as const;
  await recordApplicationChange(client, shopId, applicationId, change, now);
  return { outcome: 'trying' };
}

/**
 * Whether there was a failed request to ask again. One that got no answer may have been carried out: only the same can be asked
 * again.
 */
async function askAgain(
  client: ShopClient,
  shopId: string,
  request: CompanyRequest,
  isSame: boolean,
  now: number,
): Promise<boolean> {
  const key = companyEffectKey(request.applicationId);
  const status = await effectStatus(client, shopId, key, { lock: true });
  const isUnanswered = isUnansweredReason(status?.reason ?? null);
  if (isUnanswered && !isSame) return false;
  const payload = isUnanswered ? null : request;
  const isFailed = await reviseFailedEffect(client, shopId, key, payload, now);
  if (isFailed) await enqueueJob(client, shopId, 'sync');
  return isFailed;
}
