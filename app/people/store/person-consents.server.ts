import { isAsWritten, type ProvenConsent } from '#app/consent/chain.server.ts';
import { PROVEN } from '#app/consent/consent-columns.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { PersonConsent } from '#app/people/page/person-consents.ts';

type Row = ProvenConsent & { before: string | null; after: string | null; isCurrent: boolean };

/** The most that is shown of one person. */
const SHOWN = 30;

/** What the addresses of a person agreed to or refused, the newest first, with what holds for them now. */
export async function personConsents(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PersonConsent[]> {
  const { rows } = await client.query<Row>(
    `with current as materialized (
       select ac.consent_id from profile p
         join address_consent ac on ac.shop_id = $1
          and (ac.channel = 'email' and ac.address = p.email or ac.channel = 'sms' and ac.address = p.phone)
        where p.shop_id = $1 and p.id = $2)
     select ${PROVEN}, c.id in (select consent_id from current) as "isCurrent",
            (select b.hash from consent b where b.shop_id = $1 and b.seq = c.seq - 1) as before,
            coalesce(
              (select a.previous from consent a where a.shop_id = $1 and a.seq = c.seq + 1),
              (select e.head from consent_chain e where e.shop_id = $1 and e.length = c.seq)) as after
       from consent c
      where c.shop_id = $1 and (c.profile_id = $2 or c.id = any(array(select consent_id from current)))
      order by "isCurrent" desc, c.at desc, c.seq desc limit $3`,
    [shopId, profileId, SHOWN],
  );
  return rows.map((row) => {
    const { id, channel, state, source, wording, page, at, recordedAt, seq } = row;
    const isTied = row.previous === row.before && row.hash === row.after;
    const holds = isTied && isAsWritten(shopId, row);
    const address = row.subject?.slice(row.subject.indexOf(':') + 1) ?? null;
    const { isCurrent } = row;
    const proof = { source, wording, page, at, recordedAt };
    return { id, channel, address, state, isCurrent, ...proof, seq, holds };
  });
}
