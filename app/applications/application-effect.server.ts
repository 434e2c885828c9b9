import type { CompanyRequest } from '#app/effects/kinds/create-company.ts';
import type { MailRequest } from '#app/effects/kinds/email.ts';
import { addEffects } from '#app/effects/store/add-effects.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { APPROVAL_UNDO_MS } from './application-state.ts';

/** Mails that an applicant gets, by template. */
export type ApplicationMail =
  'application-verify' | 'application-received' | 'application-approved' | 'application-declined';

/**
 * Puts a mail to the applicant into the outbox; the same mail asked for twice is one. The mail names the
 * application only, so that the applicant's address stands in one place.
 * @param now epoch milliseconds
 */
export async function mailApplicant(
  client: ShopClient,
  shopId: string,
  template: ApplicationMail,
  applicationId: string,
  now: number,
): Promise<void> {
  const event = template.replace('application-', '');
  // Asked for again after a day, it is another mail.
  const key =
    template === 'application-verify'
      ? `application:${applicationId}:${event}:${String(now)}`
      : `application:${applicationId}:${event}`;
  const payload = {
    template,
    class: 'transactional',
    journeyKey: null,
    context: { subject: 'application', applicationId },
  } satisfies MailRequest;
  await addEffects(client, shopId, [{ key, kind: 'email', payload, createdAt: now, dueAt: now }]);
  await enqueueJob(client, shopId, 'deliver');
}

/**
 * Asks for the applicant's company to be created in Shopify, once the approval can be taken back no longer; asked for
 * twice, it is created once.
 */
export async function askForCompany(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  now: number,
): Promise<void> {
  const key = companyEffectKey(applicationId);
  const payload: CompanyRequest = { applicationId };
  const times = { createdAt: now, dueAt: now + APPROVAL_UNDO_MS };
  await addEffects(client, shopId, [{ key, kind: 'create_company', payload, ...times }]);
  await enqueueJob(client, shopId, 'sync', APPROVAL_UNDO_MS);
}

/** The key under which an application's company is created. */
export function companyEffectKey(applicationId: string): string {
  return `application:${applicationId}:company`;
}
