import { isAsWritten, type ProvenConsent } from '#app/consent/chain.server.ts';
import { PROVEN } from '#app/consent/check-chain.server.ts';
import type { ShopClient } from '#app/db.server.ts';

/** What a person agreed to or refused once, with the proof. Times are epoch milliseconds. */
export type Consent = {
  id: string;
  channel: 'email' | 'sms';
  state: string;
  source: string | null;
  wording: string | null;
  page: string | null;
  /** When it was uttered, and when it was written down. */
  at: number;
  recordedAt: number;
  /** Its place in the shop's chain of proofs. */
  seq: number;
  /** Whether it is as it was written, and tied to the proofs before and after it. */
  holds: boolean;
};

type Row = ProvenConsent & { before: string | null; after: string | null };

/** The most that is shown of one person. */
const SHOWN = 30;

/** What a person agreed to or refused, the newest first. */
export async function personConsents(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<Consent[]> {
  const { rows } = await client.query<Row>(
    `select ${PROVEN},
            (select b.hash from consent b where b.shop_id = $1 and b.seq = c.seq - 1) as before,
            coalesce(
              (select a.previous from consent a where a.shop_id = $1 and a.seq = c.seq + 1),
              (select e.head from consent_chain e where e.shop_id = $1 and e.length = c.seq)) as after
       from consent c
      where c.shop_id = $1 and c.profile_id = $2 order by c.at desc, c.seq desc limit $3`,
    [shopId, profileId, SHOWN],
  );
  return rows.map((row) => {
    const { id, channel, state, source, wording, page, at, recordedAt, seq } = row;
    const isTied = row.previous === row.before && row.hash === row.after;
    const holds = isTied && isAsWritten(shopId, row);
    return { id, channel, state, source, wording, page, at, recordedAt, seq, holds };
  });
}
