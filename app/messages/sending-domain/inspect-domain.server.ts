import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { SECOND } from '#app/lib/duration.ts';
import type { MailOperator } from '#app/messages/sender/sending-domain.ts';
import { askDomain, type DomainPorts } from './ask-domain.server.ts';
import type { InspectOutcome } from './inspect-outcome.ts';
import { loadDomainSubject } from './load-subject.server.ts';
import { claimDomainCheck, saveDomainAnswers } from './store/domain-answers.server.ts';

/** What a check of a domain needs from the process around it. */
export type InspectServices = DomainPorts & { pool: pg.Pool; clock: Clock; operator: MailOperator };

/** Between two checks of a shop. */
const PAUSE_MS = 15 * SECOND;

/** Asks what the DNS of a shop's sending domain says, and keeps it. No transaction is open meanwhile. Safe to repeat. */
export async function inspectDomain(
  services: InspectServices,
  shopId: string,
): Promise<InspectOutcome> {
  const { pool, clock, operator } = services;
  const begun = await inShop(pool, shopId, async (client) => {
    const subject = await loadDomainSubject(client, shopId, operator);
    if (subject === null) return null;
    const pause = { now: clock.now(), pauseMs: PAUSE_MS };
    return { subject, mayAsk: await claimDomainCheck(client, shopId, subject.domain, pause) };
  });
  if (begun === null) return { outcome: 'nothing_to_check' };
  if (!begun.mayAsk) return { outcome: 'too_soon' };
  const { domain } = begun.subject;
  const answers = await askDomain(begun.subject, services);
  await inShop(pool, shopId, (client) =>
    saveDomainAnswers(client, shopId, domain, { answers, checkedAt: clock.now() }),
  );
  return { outcome: 'checked' };
}
