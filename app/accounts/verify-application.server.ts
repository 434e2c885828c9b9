import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/db.server.ts';
import type { Identifier } from '#app/events/event.ts';
import { internalDelivery, storeDeliveries } from '#app/events/intake.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { mailApplicant } from './application-effect.server.ts';

/** How long the link in a verification mail works. */
const LINK_WORKS_MS = 14 * DAY;
/** An address gets at most one verification mail within this time. */
const BETWEEN_MAILS_MS = DAY;

export type VerifyOutcome =
  | { outcome: 'verified' }
  /** The link is too old, or what it was about is gone. */
  | { outcome: 'expired' };

/**
 * Notes that whoever sent an application reads the mail of its address. Only from then on does it belong to the
 * person with that address; the applicant is told what happens next. Doing it twice is doing it once.
 * @param now epoch milliseconds
 */
export async function verifyApplication(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  now: number,
): Promise<VerifyOutcome> {
  const { rows } = await client.query<Applicant & { isNew: boolean }>(
    `with known as (select id, verified_at from application where shop_id = $1 and id = $2 for update)
     update application set verified_at = coalesce(application.verified_at, $3), revision = revision + 1
       from known
      where application.shop_id = $1 and application.id = known.id
        and (known.verified_at is not null or verification_sent_at > $4)
      returning email, company, customer_id as "customerId", known.verified_at is null as "isNew"`,
    [shopId, applicationId, new Date(now), new Date(now - LINK_WORKS_MS)],
  );
  const [applicant] = rows;
  if (!applicant) return { outcome: 'expired' };
  if (applicant.isNew) {
    await mailApplicant(client, shopId, 'application-received', applicationId, now);
    await tellOfApplicant(client, shopId, applicationId, applicant, now);
    const subject = `application:${applicationId}`;
    const change = { before: { verified: false }, after: { verified: true } };
    const entry = { actor: 'applicant', action: 'application.verified', subject, ...change };
    await recordAudit(client, shopId, entry, now);
  }
  return { outcome: 'verified' };
}

/**
 * Asks the applicant to confirm the address, unless that address was asked within the last day or is confirmed.
 * @param now epoch milliseconds
 * @returns whether a mail was put into the outbox
 */
export async function askToVerify(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update application set verification_sent_at = $3
      where shop_id = $1 and id = $2 and state = 'submitted' and verified_at is null
        and not exists (select from application other
          where other.shop_id = $1 and other.email = application.email
            and other.verification_sent_at > $4)`,
    [shopId, applicationId, new Date(now), new Date(now - BETWEEN_MAILS_MS)],
  );
  if (rowCount === 0) return false;
  await mailApplicant(client, shopId, 'application-verify', applicationId, now);
  return true;
}

/** Lets a member of the staff ask once more, and writes that down. */
export async function askToVerifyAgain(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  actor: string,
  now: number,
): Promise<{ outcome: 'asked' | 'asked_before' }> {
  if (!(await askToVerify(client, shopId, applicationId, now))) return { outcome: 'asked_before' };
  const subject = `application:${applicationId}`;
  const entry = { actor, action: 'application.verification_sent', subject };
  await recordAudit(client, shopId, { ...entry, before: null, after: null }, now);
  return { outcome: 'asked' };
}

type Applicant = { email: string; company: string; customerId: string | null };

async function tellOfApplicant(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  { email, company, customerId }: Applicant,
  now: number,
): Promise<void> {
  const traits = customerId === null ? { email, company } : { company };
  const identifiers = [whoApplied(customerId, email)];
  const body = { at: now, identifiers, traits, applicationId };
  await storeDeliveries(client, shopId, [
    internalDelivery('application.submitted', applicationId, now, body),
  ]);
}

/**
 * One identifier only: a customer may give a colleague's address, so it must not join the signed-in customer with
 * the person who uses that address.
 */
function whoApplied(customerId: string | null, email: string): Identifier {
  return customerId === null
    ? { kind: 'email', value: email }
    : { kind: 'customer', value: customerId };
}
