import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { MailRequest } from '#app/messages/delivery/mail-request.ts';
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
  const payload = {
    template,
    class: 'transactional',
    journeyKey: null,
    context: { subject: 'application', applicationId },
  } satisfies MailRequest;
  const event = template.replace('application-', '');
  // Asked for again after a day, it is another mail.
  const key =
    template === 'application-verify'
      ? `application:${applicationId}:${event}:${String(now)}`
      : `application:${applicationId}:${event}`;
  await addEffect(client, shopId, key, { kind: 'email', payload }, now);
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
  await addEffect(client, shopId, key, { kind: 'create_company', payload }, now, APPROVAL_UNDO_MS);
  await enqueueJob(client, shopId, 'sync', APPROVAL_UNDO_MS);
}

/** What an approval asks of Shopify: a company, or with `as` only a tag for the customer. */
export type CompanyRequest = { applicationId: string; as?: 'tag' };

/** The key under which an application's company is created. */
export function companyEffectKey(applicationId: string): string {
  return `application:${applicationId}:company`;
}

async function addEffect(
  client: ShopClient,
  shopId: string,
  key: string,
  { kind, payload }: { kind: 'email' | 'create_company'; payload: object },
  now: number,
  inMs = 0,
): Promise<void> {
  await client.query(
    `insert into effect (shop_id, key, kind, state, payload, created_at, due_at)
     values ($1, $2, $3, 'ready', $4, $5, $6)
     on conflict (shop_id, key) do nothing`,
    [shopId, key, kind, JSON.stringify(payload), new Date(now), new Date(now + inMs)],
  );
}
