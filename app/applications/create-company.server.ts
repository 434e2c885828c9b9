import { v7 } from 'uuid';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { userErrorText, type AdminOutcome } from '#app/shopify/admin-response.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import { ensureCompany } from '#app/companies/company-in-shopify.server.ts';
import { emailDomain, isFreeMail, websiteDomain } from '#app/lib/free-mail.ts';
import { linkCompany } from '#app/companies/link-by-domain.server.ts';
import { insertAccountOfApplication } from '#app/companies/store/accounts.server.ts';
import { ensureTaggedCustomer } from '#app/companies/tagged-customer.server.ts';
import { WHOLESALE_TAG } from '#app/companies/wholesale-tag.ts';
import { completeEffects, takeDueEffects } from '#app/effects/outbox.server.ts';
import type { CompanyRequest } from '#app/effects/kinds/create-company.ts';
import { companyEffectKey, mailApplicant } from './application-effect.server.ts';
import { recordApplicationChange } from './record-change.server.ts';
import { completeApproval } from './store/decide-application.server.ts';
import { loadCompanyPlans, type ApplicationPlan } from './store/read-application.server.ts';

type PendingCompany = ApplicationPlan & Pick<CompanyRequest, 'as'>;

/**
 * Creates in Shopify the companies of a shop's approved applications: the part of the `sync` job that
 * concerns applications. An application that Shopify refuses stays `approving` with the reason on its
 * effect, so that staff can put it right and try again.
 * @throws when the work should be tried again later: throttled, no token, no answer
 */
export async function createCompanies(services: AdminContext, shopId: string): Promise<void> {
  const { pending, isMore } = await inShop(services.pool, shopId, (client) =>
    loadPendingCompanies(client, shopId, services.clock.now()),
  );
  const later: string[] = [];
  for (const plan of pending) {
    const answer: AdminOutcome<string | null> =
      plan.as === 'tag'
        ? await ensureTaggedCustomer(services.admin, plan)
        : await ensureCompany(services.admin, plan);
    const about = { shop: services.admin.shop, application: plan.applicationId };
    services.logger.info({ ...about, outcome: answer.outcome }, 'company of an application');
    switch (answer.outcome) {
      case 'ok':
      case 'redacted':
        await saveResult(services, shopId, (client, now) =>
          markApproved(client, shopId, plan, answer.data, now),
        );
        break;
      case 'user_errors':
      case 'denied':
        await saveResult(services, shopId, (client, now) =>
          markRefused(client, shopId, plan, refusalOf(answer, plan), now),
        );
        break;
      case 'throttled':
      case 'unauthorized':
      case 'failed':
        later.push(answer.outcome);
    }
  }
  if (later.length > 0) {
    throw new Error(`Companies not created yet (${later.join(', ')}); the job will try again.`);
  }
  // Not before: what Shopify does not take now is tried again after a pause.
  if (isMore) await inShop(services.pool, shopId, (client) => enqueueJob(client, shopId, 'sync'));
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

async function saveResult(
  services: AdminContext,
  shopId: string,
  write: (client: ShopClient, now: number) => Promise<void>,
): Promise<void> {
  await inShop(services.pool, shopId, (client) => write(client, services.clock.now()));
}

/** Companies created in one run of the job; for more it is run again. */
const MOST_AT_ONCE = 100;

/** Those whose approval can be taken back no longer; for the others the job is run again. */
async function loadPendingCompanies(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<{ pending: PendingCompany[]; isMore: boolean }> {
  const { effects, taken, nextAt } = await takeDueEffects(client, shopId, ['create_company'], {
    limit: MOST_AT_ONCE,
    now,
  });
  if (nextAt !== null) await enqueueJob(client, shopId, 'sync', nextAt - now);
  const applications = await loadCompanyPlans(
    client,
    shopId,
    effects.map(({ payload }) => payload.applicationId),
  );
  const pending = effects.flatMap(({ payload }) => {
    const plan = applications.find(({ applicationId }) => applicationId === payload.applicationId);
    return plan ? [{ ...plan, as: payload.as }] : [];
  });
  return { pending, isMore: pending.length > 0 && taken === MOST_AT_ONCE };
}

/** Finishes an approval once: only the call that completes the effect notifies the applicant. */
async function markApproved(
  client: ShopClient,
  shopId: string,
  plan: PendingCompany,
  companyGid: string | null,
  now: number,
): Promise<void> {
  const answer = companyGid ?? `tagged ${WHOLESALE_TAG}`;
  if (!(await completeCompany(client, shopId, plan.applicationId, 'done', answer, now))) return;
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

async function markRefused(
  client: ShopClient,
  shopId: string,
  plan: PendingCompany,
  reason: string,
  now: number,
): Promise<void> {
  const { applicationId } = plan;
  if (!(await completeCompany(client, shopId, applicationId, 'failed', reason, now))) return;
  const what = { action: 'application.company_refused', after: { reason } } as const;
  await recordApplicationChange(client, shopId, applicationId, { actor: 'system', ...what }, now);
}

/** Completes the effect. @returns whether this call did. */
async function completeCompany(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  state: 'done' | 'failed',
  answer: string,
  now: number,
): Promise<boolean> {
  const completed = { key: companyEffectKey(applicationId), state, answer };
  return (await completeEffects(client, shopId, [completed], now)) === 1;
}

function accountDomain(plan: PendingCompany): string | null {
  const domain = emailDomain(plan.email);
  return isFreeMail(domain) ? websiteDomain(plan.website) : domain;
}
