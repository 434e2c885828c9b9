import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { loadSender } from '#app/messages/delivery/load-sender.server.ts';
import { loadSettings } from '#app/messages/sender/save-settings.server.ts';
import type { MailOperator } from '#app/messages/sender/sending-domain.ts';
import { wantedDomain } from '#app/messages/sender/choose-sender.ts';
import { loadDomain } from '#app/messages/sender/store/sending-domains.server.ts';
import { readFigures } from '#app/roll-ups/store/read-figures.server.ts';
import { judgeDomain } from '../checks/registry.ts';
import { loadDomainSubject } from '../load-subject.server.ts';
import { MAILBOX_PROVIDERS, RULES_COMPARED_ON } from '../rules/mailbox-providers.ts';
import { summarizeReports } from '../reports/reported-sources.ts';
import type { RuleFacts } from '../rules/sender-rule.ts';
import { countComplaints } from '../store/complaint-figures.server.ts';
import { listDmarcReports } from '../store/dmarc-reports.server.ts';
import { loadDomainAnswers } from '../store/domain-answers.server.ts';
import type { DomainPageData, ShownDomain } from './domain-page.ts';
import { shownChecks, shownRules, unmetRules } from './shown-checks.ts';

/** What the DNS of the shop's sending domain said last, and which rules of mailbox providers are met. */
export async function loadDomainPage(
  client: ShopClient,
  shopId: string,
  operator: MailOperator,
  now: number,
): Promise<DomainPageData> {
  const { facts, domain } = await loadFacts(client, shopId, operator, now);
  return {
    from: facts.from,
    domain,
    reports: summarizeReports(await listDmarcReports(client, shopId)),
    rules: shownRules(facts),
    sources: Object.values(MAILBOX_PROVIDERS),
    comparedOn: RULES_COMPARED_ON,
  };
}

/** What is required of bulk senders and not met; nothing while it is not known. */
export async function loadUnmetRules(
  client: ShopClient,
  shopId: string,
  operator: MailOperator,
  now: number,
): Promise<string[]> {
  const { facts } = await loadFacts(client, shopId, operator, now);
  return unmetRules(facts);
}

async function loadFacts(
  client: ShopClient,
  shopId: string,
  operator: MailOperator,
  now: number,
): Promise<{ facts: RuleFacts; domain: ShownDomain }> {
  const { from, dkim } = await loadSender(client, shopId, operator);
  const subject = await loadDomainSubject(client, shopId, operator);
  const asked = subject && (await loadDomainAnswers(client, shopId, subject.domain));
  const findings = subject && asked ? judgeDomain(subject, asked.answers) : null;
  const facts = {
    findings,
    isOwn: dkim !== null,
    from: from.address,
    complaints: await loadComplaints(client, shopId, now - 30 * DAY),
  };
  if (!subject) return { facts, domain: await uncheckable(client, shopId, operator) };
  const known = await loadDomain(client, shopId, subject.domain);
  const { domain: name } = subject;
  const state = known?.state ?? 'unproven';
  if (!asked || !findings) return { facts, domain: { kind: 'unchecked', name, state } };
  const { checkedAt } = asked;
  const checks = shownChecks(findings);
  return { facts, domain: { kind: 'checked', name, state, checkedAt, checks } };
}

/** Why there is no domain to check. */
async function uncheckable(
  client: ShopClient,
  shopId: string,
  operator: MailOperator,
): Promise<ShownDomain> {
  const { settings } = await loadSettings(client, shopId);
  if (settings.sender === null) return { kind: 'no_sender' };
  return { kind: wantedDomain(settings.sender, operator) === null ? 'never' : 'not_offered' };
}

async function loadComplaints(
  client: ShopClient,
  shopId: string,
  since: number,
): Promise<RuleFacts['complaints']> {
  const count = await countComplaints(client, shopId, since);
  if (count === null) return null;
  const figures = await readFigures(client, shopId, ['mails.sent'], since);
  return { count, sent: figures.reduce((sum, figure) => sum + figure.count, 0) };
}
