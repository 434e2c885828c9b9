import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type pg from 'pg';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { consentColumns, consentOfRow, type ConsentColumns } from '#app/consent/consent-columns.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { ConsentState } from '#app/events/event.ts';
import { adReach, type AdChoice, type AdMember } from './ad-consent.ts';
import { AD_COLUMNS, adEmail, adPhone, type AdPlatform } from './ad-identifiers.ts';

/** People read at a time. */
const PAGE = 1_000;

export type AdFile = AdChoice & { segmentKey: string; platform: AdPlatform };

/**
 * The members of a segment as CSV for an ad platform, SHA-256 in place of every address and number, written as it
 * is read. That it was asked for, and by whom, is kept first.
 * @param now epoch milliseconds
 * @returns bytes of the file; it has its header also when no member may be used
 */
export async function adFile(
  pool: pg.Pool,
  shopId: string,
  file: AdFile,
  actor: string,
  now: number,
): Promise<ReadableStream> {
  const { segmentKey, platform, consent, convertedDays } = file;
  await inShop(pool, shopId, (client) => {
    const after = { platform, consent, convertedDays };
    const entry = { actor, action: 'segment.ad_file', subject: `segment:${segmentKey}` };
    return recordAudit(client, shopId, { ...entry, before: null, after }, now);
  });
  const rows = Readable.from(adRows(pool, shopId, file, now));
  const csv = stringify({ header: true, columns: AD_COLUMNS[platform], escape_formulas: true });
  rows.on('error', (error) => csv.destroy(error));
  return Readable.toWeb(rows.pipe(csv)) as ReadableStream;
}

async function* adRows(
  pool: pg.Pool,
  shopId: string,
  { segmentKey, platform, ...choice }: AdFile,
  now: number,
): AsyncGenerator<string[]> {
  let after: string | null = null;
  for (;;) {
    const from: string | null = after;
    const page: Member[] = await inShop(pool, shopId, (client) =>
      members(client, shopId, segmentKey, from),
    );
    for (const { member } of page) {
      const reach = adReach(choice, member, now);
      if (reach === null) continue;
      const email = reach.email === null ? null : adEmail(platform, reach.email);
      const phone = reach.phone === null ? null : adPhone(platform, reach.phone);
      if (email !== null || phone !== null) yield [hashed(email), hashed(phone)];
    }
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return;
  }
}

function hashed(text: string | null): string {
  return text === null ? '' : createHash('sha256').update(text).digest('hex');
}

type Member = { id: string; member: AdMember };

type MemberRow = ConsentColumns & {
  id: string;
  email: string | null;
  phone: string | null;
  sms_consent: ConsentState | null;
  last_order_at: number | null;
};

async function members(
  client: ShopClient,
  shopId: string,
  segmentKey: string,
  after: string | null,
): Promise<Member[]> {
  const { rows } = await client.query<MemberRow>(
    `select p.id, p.email, p.phone, ${consentColumns('agreed', 's')}, texted.state as sms_consent,
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
    [shopId, segmentKey, after, PAGE],
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
