import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type pg from 'pg';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { adReach, type AdChoice } from './ad-consent.ts';
import { AD_COLUMNS, adEmail, adPhone, type AdPlatform } from './ad-identifiers.ts';
import { AD_MEMBERS_READ, adMembers, type AdMemberEntry } from './store/ad-members.server.ts';

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
    const page: AdMemberEntry[] = await inShop(pool, shopId, (client) =>
      adMembers(client, shopId, segmentKey, from),
    );
    for (const { member } of page) {
      const reach = adReach(choice, member, now);
      if (reach === null) continue;
      const email = reach.email === null ? null : adEmail(platform, reach.email);
      const phone = reach.phone === null ? null : adPhone(platform, reach.phone);
      if (email !== null || phone !== null) yield [hashed(email), hashed(phone)];
    }
    after = page.at(-1)?.id ?? null;
    if (page.length < AD_MEMBERS_READ) return;
  }
}

function hashed(text: string | null): string {
  return text === null ? '' : createHash('sha256').update(text).digest('hex');
}
