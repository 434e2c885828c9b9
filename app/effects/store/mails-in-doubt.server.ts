import { limitAndOffset, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** How many a page of the list holds. */
export const DOUBTS_SHOWN = 100;

/** A mail in doubt, with whom it is for. */
export type MailInDoubtRow = {
  key: string;
  template: string;
  profileId: string | null;
  name: string | null;
  email: string | null;
  attemptedAt: number;
};

/** One page of the mails in doubt, and one more when there are more. `search` is looked for in name and address. */
export async function selectMailsInDoubt(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
): Promise<MailInDoubtRow[]> {
  const { rows } = await client.query<MailInDoubtRow>(
    // What they name is read first: a condition that reads JSON may not be looked up by an index under row-level
    // security, and all orders of the shop were read instead.
    `with doubted as materialized (
       select key, payload->>'template' as template, profile_id, coalesce(attempted_at, created_at) as attempted_at,
              (payload#>>'{context,applicationId}')::uuid as application_id,
              case when payload->>'class' = 'transactional' then payload#>>'{context,orderId}' end as order_id
         from effect where shop_id = $1 and kind = 'email' and state = 'in_doubt')
     select key, template, doubted.profile_id as "profileId", profile.name,
            coalesce(purchase.contact, profile.email, application.email) as email, attempted_at as "attemptedAt"
       from doubted
       left join profile on profile.shop_id = $1 and profile.id = doubted.profile_id
       left join application on application.shop_id = $1 and application.id = application_id
       left join purchase on purchase.shop_id = $1 and purchase.order_id = doubted.order_id
      where position($2 in lower(concat_ws(' ', profile.name, purchase.contact, profile.email, application.email))) > 0
      order by "attemptedAt" ${sqlOrder(view)}, key limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, DOUBTS_SHOWN)],
  );
  return rows;
}
