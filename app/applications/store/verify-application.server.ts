import type { ShopClient } from '#app/platform/db.server.ts';
import type { ConfirmableApplication } from '../verify-application.ts';

/** Who sent an application; `isNew` says that the address was not confirmed before. */
export type Applicant = {
  email: string;
  company: string;
  customerId: string | null;
  isNew: boolean;
};

/**
 * Confirms the address of an application by the link that was sent for this or another under the same address.
 * @param link the application that it was sent for, and since when it may have been sent; epoch milliseconds
 * @param now epoch milliseconds
 * @returns null when the link is too old, or what it was about is gone
 */
export async function confirmApplication(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  link: { linkId: string; sentAfter: number },
  now: number,
): Promise<Applicant | null> {
  const { rows } = await client.query<Applicant>(
    `with known as (
       select one.id, one.verified_at from application one
         join application link on link.shop_id = $1 and link.id = $5 and link.email = one.email
        where one.shop_id = $1 and one.id = $2
          and (one.verified_at is not null or (one.state = 'submitted' and link.verification_sent_at > $4))
          for update of one)
     update application set verified_at = coalesce(application.verified_at, $3), revision = revision + 1
       from known
      where application.shop_id = $1 and application.id = known.id
      returning email, company, customer_id as "customerId", known.verified_at is null as "isNew"`,
    [shopId, applicationId, new Date(now), new Date(link.sentAfter), link.linkId],
  );
  return rows[0] ?? null;
}

/** Strangers may send more in the name of an address than its owner reads. */
const MOST_CONFIRMABLE = 20;

/**
 * The application that a link was sent for, then the newest others that its reader may confirm.
 * @param sentAfter the oldest that the link may be, epoch milliseconds
 */
export async function listConfirmable(
  client: ShopClient,
  shopId: string,
  linkId: string,
  sentAfter: number,
): Promise<(ConfirmableApplication & { isVerified: boolean })[]> {
  const { rows } = await client.query<ConfirmableApplication & { isVerified: boolean }>(
    `select one.id, one.company, one.contact_name as "contactName", one.submitted_at as "submittedAt",
            one.verified_at is not null as "isVerified"
       from application one
       join application link on link.shop_id = $1 and link.id = $2 and link.email = one.email
      where one.shop_id = $1 and ((one.id = $2 and one.verified_at is not null)
        or (one.verified_at is null and one.state = 'submitted' and link.verification_sent_at > $3))
      order by one.id = $2 desc, one.submitted_at desc
      limit ${String(MOST_CONFIRMABLE)}`,
    [shopId, linkId, new Date(sentAfter)],
  );
  return rows;
}

/**
 * Notes that an applicant is asked to confirm the address, unless the application is decided or confirmed, or was asked
 * about since a moment, or the address was often enough.
 * @param limit `since` in epoch milliseconds
 * @param now epoch milliseconds
 * @returns whether this call did
 */
export async function markVerificationSent(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  { since, mostMails }: { since: number; mostMails: number },
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update application set verification_sent_at = $3
      where shop_id = $1 and id = $2 and state = 'submitted' and verified_at is null
        and (verification_sent_at is null or verification_sent_at <= $4)
        and (select count(*) from application other
          where other.shop_id = $1 and other.email = application.email
            and other.verification_sent_at > $4) < $5`,
    [shopId, applicationId, new Date(now), new Date(since), mostMails],
  );
  return rowCount !== 0;
}
