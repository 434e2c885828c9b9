import { consentColumns, consentOfRow, type ConsentColumns } from '#app/consent/consent-columns.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { ConsentState } from '#app/events/event.ts';
import type { AdMember } from '#app/destinations/ad-consent.ts';

/** People read at a time. */
export const AD_MEMBERS_READ = 1_000;

const CONSENT = consentColumns('agreed', 's');

/** A member of a segment with what is known of them. */
export type AdMemberEntry = { id: string; member: AdMember };

type AdMemberRow = ConsentColumns & {
  id: string;
  email: string | null;
  phone: string | null;
  sms_consent: ConsentState | null;
  last_order_at: number | null;
};

/**
 * The next members of a segment in the order of their ids.
 * @param after the last one read before; null at the beginning
 */
export async function adMembers(
  client: ShopClient,
  shopId: string,
  segmentKey: string,
  after: string | null,
): Promise<AdMemberEntry[]> {
  const { rows } = await client.query<AdMemberRow>(
    `select p.id, p.email, p.phone, ${CONSENT}, texted.state as sms_consent,
            (p.state#>>'{orders,lastAt}')::float8 as last_order_at
       from membership m
       join profile p on p.shop_id = $1 and p.id = m.profile_id
       left join address_consent agreed
         on agreed.shop_id = $1 and agreed.channel = 'email' and agreed.address = p.email
       left join address_consent texted
         on texted.shop_id = $1 and texted.channel = 'sms' and texted.address = p.phone
       left join suppression s on s.shop_id = $1 and s.address = p.email
      where m.shop_id = $1 and m.segment_key = $2 and m.left_at is null
        and ($3::uuid is null or m.profile_id > $3)
      order by m.profile_id limit $4`,
    [shopId, segmentKey, after, AD_MEMBERS_READ],
  );
  return rows.map((row) => ({
    id: row.id,
    member: {
      email: consentOfRow(row.email, row),
      phone: { number: row.phone, consent: row.sms_consent },
      lastOrderAt: row.last_order_at,
    },
  }));
}
