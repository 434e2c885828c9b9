import type { ShopClient } from '#app/platform/db.server.ts';
import { StoredAnswers, type DomainAnswers } from '../dns-question.ts';

/** What DNS said of a domain, and when. */
export type AskedDomain = { answers: DomainAnswers; checkedAt: number };

type AnswersRow = { answers: unknown; checkedAt: number };

/** What was found out last about a domain of the shop; null when it was not asked about yet. */
export async function loadDomainAnswers(
  client: ShopClient,
  shopId: string,
  domain: string,
): Promise<AskedDomain | null> {
  const { rows } = await client.query<AnswersRow>(
    `select answers, checked_at as "checkedAt" from domain_check
      where shop_id = $1 and domain = $2 and checked_at is not null`,
    [shopId, domain],
  );
  const [row] = rows;
  return row ? { answers: StoredAnswers.parse(row.answers), checkedAt: row.checkedAt } : null;
}

/**
 * Begins a check, unless one of the shop began less than some time ago.
 * @returns whether it may begin
 */
export async function claimDomainCheck(
  client: ShopClient,
  shopId: string,
  domain: string,
  { now, pauseMs }: { now: number; pauseMs: number },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into domain_check as known (shop_id, domain, asked_at) values ($1, $2, $3)
     on conflict (shop_id) do update set domain = excluded.domain, asked_at = excluded.asked_at,
       answers = case when known.domain = excluded.domain then known.answers end,
       checked_at = case when known.domain = excluded.domain then known.checked_at end
     where known.asked_at <= $4`,
    [shopId, domain, new Date(now), new Date(now - pauseMs)],
  );
  return rowCount === 1;
}

/** Keeps what was found out, while the shop still sends from this domain. */
export async function saveDomainAnswers(
  client: ShopClient,
  shopId: string,
  domain: string,
  { answers, checkedAt }: AskedDomain,
): Promise<void> {
  await client.query(
    'update domain_check set answers = $3, checked_at = $4 where shop_id = $1 and domain = $2',
    [shopId, domain, JSON.stringify(answers), new Date(checkedAt)],
  );
}
