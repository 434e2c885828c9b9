import type { ShopClient } from '#app/platform/db.server.ts';
import type { Identifier } from '#app/events/event.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { ConfirmableApplication, VerifyAgainOutcome } from './verify-application.ts';
import { mailApplicant } from './application-effect.server.ts';
import { recordApplicationChange } from './record-change.server.ts';
import {
  confirmApplication,
  listConfirmable,
  markVerificationSent,
  type Applicant,
} from './store/verify-application.server.ts';

/** How long the link in a verification mail works. */
const LINK_WORKS_MS = 14 * DAY;
/** An application is asked about at most once within this time. */
const BETWEEN_MAILS_MS = DAY;
/** The most verification mails to one address within that time: strangers may send forms in its name. */
const MOST_MAILS = 3;

export type VerifyOutcome =
  | { outcome: 'verified' }
  /** The link is too old, or what it was about is gone. */
  | { outcome: 'expired' };

/**
 * Notes that the reader of an address's mail sent an application. Only from then on does it belong to the
 * person with that address; the applicant reads what happens next. Doing it twice is doing it once. Others under
 * the same address stay as they are.
 * @param now epoch milliseconds
 * @param linkId the application whose link was followed; it proves the address for others of the same one
 */
export async function verifyApplication(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  now: number,
  linkId = applicationId,
): Promise<VerifyOutcome> {
  const link = { linkId, sentAfter: now - LINK_WORKS_MS };
  const applicant = await confirmApplication(client, shopId, applicationId, link, now);
  if (applicant === null) return { outcome: 'expired' };
  if (applicant.isNew) {
    await mailApplicant(client, shopId, 'application-received', applicationId, now);
    await storeApplicantEvent(client, shopId, applicationId, applicant, now);
    const verified = { before: { verified: false }, after: { verified: true } };
    const change = { actor: 'applicant', action: 'application.verified', ...verified } as const;
    await recordApplicationChange(client, shopId, applicationId, change, now);
  }
  return { outcome: 'verified' };
}

/** What a verification link may confirm; none when it is too old, or what it was about is gone. */
export type LinkedApplications =
  { outcome: 'verified' } | { outcome: 'open'; applications: ConfirmableApplication[] };

/**
 * The applications that the reader of an address's mail may confirm: the one that the link was sent for first, then
 * the newest others under the same address.
 * @param now epoch milliseconds
 */
export async function linkedApplications(
  client: ShopClient,
  shopId: string,
  linkId: string,
  now: number,
): Promise<LinkedApplications> {
  const rows = await listConfirmable(client, shopId, linkId, now - LINK_WORKS_MS);
  if (rows[0]?.isVerified) return { outcome: 'verified' };
  const applications = rows.map(({ id, company, contactName, submittedAt }) => ({
    id,
    company,
    contactName,
    submittedAt,
  }));
  return { outcome: 'open', applications };
}

/**
 * Asks the applicant to confirm the address, unless they were asked about this application within the last day, the
 * address was asked three times in it, or the application is confirmed.
 * @param now epoch milliseconds
 * @returns whether a mail was put into the outbox
 */
export async function askToVerify(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  now: number,
): Promise<boolean> {
  const limit = { since: now - BETWEEN_MAILS_MS, mostMails: MOST_MAILS };
  if (!(await markVerificationSent(client, shopId, applicationId, limit, now))) return false;
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
): Promise<VerifyAgainOutcome> {
  if (!(await askToVerify(client, shopId, applicationId, now))) return { outcome: 'asked_before' };
  const change = { actor, action: 'application.verification_sent' } as const;
  await recordApplicationChange(client, shopId, applicationId, change, now);
  return { outcome: 'asked' };
}

async function storeApplicantEvent(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  { email, company, customerId }: Applicant,
  now: number,
): Promise<void> {
  const traits = customerId === null ? { email, company } : { company };
  const identifiers = [applicantIdentifier(customerId, email)];
  const body = { at: now, identifiers, traits, applicationId };
  await storeDeliveries(client, shopId, [
    internalDelivery('application.submitted', applicationId, now, body),
  ]);
}

/**
 * One identifier only: a customer may give a colleague's address, so it must not merge the signed-in customer with
 * the person who uses that address.
 */
function applicantIdentifier(customerId: string | null, email: string): Identifier {
  return customerId === null
    ? { kind: 'email', value: email }
    : { kind: 'customer', value: customerId };
}
