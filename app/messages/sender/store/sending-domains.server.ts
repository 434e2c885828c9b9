import type { ShopClient } from '#app/platform/db.server.ts';
import type { DomainFindings, DomainState, SendingDomain } from '../sending-domain.ts';

type DomainRow = {
  domain: string;
  state: DomainState;
  findings: DomainFindings | null;
  checkedAt: number | null;
  provenAt: number | null;
  createdAt: number;
};

/** What is known of a domain of the shop; null when it was never looked at. */
export async function loadDomain(
  client: ShopClient,
  shopId: string,
  domain: string,
): Promise<SendingDomain | null> {
  const { rows } = await client.query<DomainRow>(
    `select domain, state, findings, checked_at as "checkedAt", proven_at as "provenAt",
            created_at as "createdAt"
       from sending_domain where shop_id = $1 and domain = $2`,
    [shopId, domain],
  );
  return rows[0] ?? null;
}

export async function saveDomain(
  client: ShopClient,
  shopId: string,
  { domain, state, findings, checkedAt, provenAt, createdAt }: SendingDomain,
): Promise<void> {
  await client.query(
    `insert into sending_domain (shop_id, domain, state, findings, checked_at, proven_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (shop_id, domain) do update set state = excluded.state, findings = excluded.findings,
       checked_at = excluded.checked_at, proven_at = excluded.proven_at`,
    [
      shopId,
      domain,
      state,
      JSON.stringify(findings),
      dateOf(checkedAt),
      dateOf(provenAt),
      new Date(createdAt),
    ],
  );
}

/**
 * Says when the shop's domain is looked at next.
 * @param at epoch milliseconds; null for not at all
 */
export async function scheduleDomainCheck(
  client: ShopClient,
  shopId: string,
  at: number | null,
): Promise<void> {
  await client.query('update shop set domain_check_due_at = $2 where id = $1', [
    shopId,
    dateOf(at),
  ]);
}

function dateOf(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
