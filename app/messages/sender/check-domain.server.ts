import type pg from 'pg';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { wantedDomain } from './choose-sender.ts';
import { loadSettings } from './save-settings.server.ts';
import { loadDomain, saveDomain, scheduleDomainCheck } from './store/sending-domains.server.ts';
import {
  domainAfter,
  findDkim,
  findSpf,
  nextCheckAt,
  recordsOf,
  type MailOperator,
  type SendingDomain,
} from './sending-domain.ts';
import type { TxtResolver } from './txt-resolver.server.ts';

/** What looking at a domain needs from the process around it. */
export type DomainServices = {
  pool: pg.Pool;
  clock: Clock;
  operator: MailOperator;
  resolveTxt: TxtResolver;
};

export type DomainCheckOutcome =
  { outcome: 'checked'; domain: SendingDomain } | { outcome: 'nothing_to_check' };

/**
 * Looks whether DNS proves the domain that a shop wants to send from, and writes down what it found. No transaction
 * is open while DNS is asked. Safe to repeat.
 */
export async function checkSendingDomain(
  { pool, clock, operator, resolveTxt }: DomainServices,
  shopId: string,
): Promise<DomainCheckOutcome> {
  const known = await inShop(pool, shopId, (client) =>
    wantedOf(client, shopId, operator, clock.now()),
  );
  const records = known && recordsOf(known.domain, shopId, operator);
  if (!known || !records || !operator.key) {
    await inShop(pool, shopId, (client) => scheduleDomainCheck(client, shopId, null));
    return { outcome: 'nothing_to_check' };
  }
  const [spf, dkim] = await Promise.all([
    resolveTxt(records.spf.name),
    resolveTxt(records.dkim.name),
  ]);
  const now = clock.now();
  const findings = {
    spf: findSpf(spf, operator.spfHost),
    dkim: findDkim(dkim, operator.key.publicKey),
  };
  const domain = domainAfter(known, findings, now);
  await inShop(pool, shopId, async (client) => {
    await saveDomain(client, shopId, domain);
    if (domain.state !== known.state) await recordState(client, shopId, known, domain, now);
    await scheduleDomainCheck(client, shopId, nextCheckAt(domain, now));
  });
  return { outcome: 'checked', domain };
}

/** A change of the sending domain is written to the audit log, as a change of a setting is. */
async function recordState(
  client: ShopClient,
  shopId: string,
  { state: before }: SendingDomain,
  { domain, state, findings }: SendingDomain,
  now: number,
): Promise<void> {
  const change = { before: { state: before }, after: { state, findings } };
  const entry = { actor: 'system', action: `sender_domain.${state}`, subject: `domain:${domain}` };
  await recordAudit(client, shopId, { ...entry, ...change }, now);
}

async function wantedOf(
  client: ShopClient,
  shopId: string,
  operator: MailOperator,
  now: number,
): Promise<SendingDomain | null> {
  const { settings } = await loadSettings(client, shopId);
  const domain = wantedDomain(settings.sender, operator);
  if (domain === null) return null;
  const fresh = {
    domain,
    state: 'unproven',
    findings: null,
    checkedAt: null,
    provenAt: null,
    createdAt: now,
  } as const;
  return (await loadDomain(client, shopId, domain)) ?? fresh;
}
