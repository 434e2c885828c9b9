import { v7 } from 'uuid';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { userErrorText, type AdminOutcome } from '#app/shopify/admin-response.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import { ensureCompany } from '#app/companies/company-in-shopify.server.ts';
import { emailDomain, isFreeMail, websiteDomain } from '#app/lib/free-mail.ts';
import { linkCompany } from '#app/companies/link-by-domain.server.ts';
import { insertAccountOfApplication } from '#app/companies/store/accounts.server.ts';
import { ensureTaggedCustomer } from '#app/companies/tagged-customer.server.ts';
import { WHOLESALE_TAG } from '#app/companies/wholesale-tag.ts';
import type { DueEffect } from '#app/effects/due-effect.ts';
import type { EffectExecutor, EffectOutcome } from '#app/effects/effect-executor.server.ts';
import type { CompanyRequest } from '#app/effects/kinds/create-company.ts';
import { unansweredEffect } from '#app/effects/unanswered-effect.server.ts';
import { mailApplicant } from './application-effect.server.ts';
import { recordApplicationChange } from './record-change.server.ts';
import { completeApproval } from './store/decide-application.server.ts';
import { loadCompanyPlan, type ApplicationPlan } from './store/read-application.server.ts';

type PendingCompany = ApplicationPlan & Pick<CompanyRequest, 'as'>;

/**
 * Creates in Shopify the company of an approved application, once the approval can be taken back no longer. An
 * application that Shopify refuses stays `approving` with the reason on its effect, so that staff can put it right and
 * try again.
 */
export const createCompanyExecutor: EffectExecutor<'create_company', AdminContext> = {
  works: 'one by one',
  execute: createCompany,
};

async function createCompany(
  { payload }: DueEffect<'create_company'>,
  { pool, admin, logger }: AdminContext,
  shopId: string,
): Promise<EffectOutcome> {
  const { applicationId } = payload;
  const application = await inShop(pool, shopId, (client) =>
    loadCompanyPlan(client, shopId, applicationId),
  );
  if (application === null) return { state: 'skipped', reason: 'application_gone' };
  const plan: PendingCompany = { ...application, as: payload.as };
  const answer: AdminOutcome<string | null> =
    plan.as === 'tag' ? await ensureTaggedCustomer(admin, plan) : await ensureCompany(admin, plan);
  const about = { shop: admin.shop, application: applicationId };
  logger.info({ ...about, outcome: answer.outcome }, 'company of an application');
  switch (answer.outcome) {
    case 'ok':
    case 'redacted':
      return {
        state: 'done',
        answer: answer.data ?? `tagged ${WHOLESALE_TAG}`,
        async write(client, { now, isOurs }) {
          if (isOurs) await markApproved(client, shopId, plan, answer.data, now);
        },
      };
    case 'user_errors':
    case 'denied': {
      const reason = refusalOf(answer, plan);
      return {
        state: 'failed',
        answer: reason,
        async write(client, { now, isOurs }) {
          if (isOurs) await recordRefusal(client, shopId, applicationId, reason, now);
        },
      };
    }
    case 'throttled':
    case 'unauthorized':
    case 'failed':
      return unansweredEffect(answer);
  }
}

/** Why Shopify did not take it, in words for staff. */
function refusalOf(
  answer: Extract<AdminOutcome<unknown>, { outcome: 'user_errors' | 'denied' }>,
  { as }: PendingCompany,
): string {
  if (answer.outcome === 'user_errors') return userErrorText(answer.errors).slice(0, 500);
  return as === 'tag'
    ? 'Shopify does not allow this app to change customers.'
    : 'Shopify does not allow companies for this store.';
}

/** Finishes an approval, in the transaction that completes its effect. */
async function markApproved(
  client: ShopClient,
  shopId: string,
  plan: PendingCompany,
  companyGid: string | null,
  now: number,
): Promise<void> {
  const { applicationId: id, company, email } = plan;
  await completeApproval(client, shopId, id, companyGid);
  const account = { name: company, domain: accountDomain(plan), companyGid, applicationId: id };
  await insertAccountOfApplication(client, shopId, { id: v7(), ...account }, now);
  if (companyGid !== null) await linkCompany(client, shopId, companyGid);
  await mailApplicant(client, shopId, 'application-approved', id, now);
  await storeDeliveries(client, shopId, [
    internalDelivery('application.approved', id, now, {
      at: now,
      identifiers: [{ kind: 'email', value: email }],
      applicationId: id,
    }),
  ]);
  await recordApplicationChange(
    client,
    shopId,
    id,
    {
      actor: 'system',
      action: companyGid === null ? 'application.customer_tagged' : 'application.company_created',
      before: { state: 'approving' },
      after: { state: 'approved', companyGid },
    },
    now,
  );
}

async function recordRefusal(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  reason: string,
  now: number,
): Promise<void> {
  const what = { action: 'application.company_refused', after: { reason } } as const;
  await recordApplicationChange(client, shopId, applicationId, { actor: 'system', ...what }, now);
}

function accountDomain(plan: PendingCompany): string | null {
  const domain = emailDomain(plan.email);
  return isFreeMail(domain) ? websiteDomain(plan.website) : domain;
}
