import type { ShopClient } from '#app/platform/db.server.ts';
import type { ReviewedProduct } from '#app/profiles/profile-state.ts';

/** The run and the person of a mail; nulls where it has none. */
export type MailPersonRow = {
  key: string;
  runState: string | null;
  runEndReason: string | null;
  /** Since when the journey of the run is paused, epoch milliseconds. */
  pausedAt: number | null;
  /** What the run is about now. */
  runContext: unknown;
  email: string | null;
  customerId: string | null;
  firstName: string | null;
  /** As the profile has it, such as `de-AT`. */
  locale: string | null;
  reviewed: ReviewedProduct[] | null;
};

/** A row for each mail. */
export async function selectMailPeople(
  client: ShopClient,
  shopId: string,
  mails: readonly { key: string; profileId: string | null; runId: string | null }[],
): Promise<MailPersonRow[]> {
  const { rows } = await client.query<MailPersonRow>(
    `select m.key, r.state as "runState", r.end_reason as "runEndReason", r.context as "runContext",
            d.paused_at as "pausedAt", p.email, p.customer_id as "customerId", p.state#>>'{firstName,value}' as "firstName", p.state#>>'{locale,value}' as locale,
            p.state->'reviewed' as reviewed
       from unnest($2::text[], $3::uuid[], $4::uuid[]) as m (key, profile_id, run_id)
       left join journey_run r on r.shop_id = $1 and r.id = m.run_id
       left join definition d on d.shop_id = $1 and d.kind = 'journey' and d.key = r.journey_key
       left join profile p on p.shop_id = $1 and p.id = m.profile_id`,
    [
      shopId,
      mails.map(({ key }) => key),
      mails.map(({ profileId }) => profileId),
      mails.map(({ runId }) => runId),
    ],
  );
  return rows;
}
