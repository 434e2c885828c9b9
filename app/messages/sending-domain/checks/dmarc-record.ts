import { answerTo, isDnsName, type DnsQuestion, type DomainAnswers } from '../dns-question.ts';
import { organisationOf, type DomainSubject } from '../domain-subject.ts';
import { recordTags } from './record-tags.ts';

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';
export type AlignmentMode = 'relaxed' | 'strict';

/** What a DMARC record says (RFC 7489, 6.3). */
export type DmarcRecord = {
  policy: DmarcPolicy;
  subdomains: DmarcPolicy;
  /** Of how many emails in a hundred it is asked. */
  percent: number;
  spf: AlignmentMode;
  dkim: AlignmentMode;
  /** The addresses that get reports. */
  reportsTo: string[];
};

/** What was found of the DMARC record that counts for a domain. */
export type FoundDmarc =
  | { outcome: 'unanswered'; name: string }
  | { outcome: 'none' }
  | { outcome: 'several'; name: string; texts: string[] }
  | { outcome: 'unusable'; name: string; text: string }
  | { outcome: 'found'; name: string; text: string; record: DmarcRecord; policy: DmarcPolicy };

const POLICIES: readonly string[] = ['none', 'quarantine', 'reject'] satisfies DmarcPolicy[];
/** Reports to more addresses need not be sent. */
const MOST_REPORTED = 2;

/** What the DMARC record of a domain says. */
export function dmarcQuestion(domain: string): DnsQuestion {
  return { type: 'TXT', name: `_dmarc.${domain}`, begins: 'v=dmarc1' };
}

/** Reads a DMARC record; null when it says no policy. */
export function readDmarc(text: string): DmarcRecord | null {
  const tags = recordTags(text);
  const policy = policyOf(tags.get('p'));
  if (tags.get('v') !== 'DMARC1' || policy === null) return null;
  const percent = /^\d{1,3}$/.test(tags.get('pct') ?? '') ? Number(tags.get('pct')) : 100;
  return {
    policy,
    subdomains: policyOf(tags.get('sp')) ?? policy,
    percent: Math.min(percent, 100),
    spf: tags.get('aspf')?.toLowerCase() === 's' ? 'strict' : 'relaxed',
    dkim: tags.get('adkim')?.toLowerCase() === 's' ? 'strict' : 'relaxed',
    reportsTo: (tags.get('rua') ?? '').split(',').flatMap((uri) => {
      const [, address] = /^\s*mailto:([^\s!?]{3,254})/i.exec(uri) ?? [];
      return address === undefined ? [] : [address];
    }),
  };
}

function policyOf(text: string | undefined): DmarcPolicy | null {
  const policy = text?.toLowerCase();
  return policy !== undefined && POLICIES.includes(policy) ? (policy as DmarcPolicy) : null;
}

/** The record that counts for a domain: its own, else that of its organisation (RFC 7489, 6.6.3). */
export function findDmarc(
  { domain, organisation }: Pick<DomainSubject, 'domain' | 'organisation'>,
  answers: DomainAnswers,
): FoundDmarc {
  for (const asked of new Set([domain, organisation])) {
    const question = dmarcQuestion(asked);
    const { name } = question;
    const texts = answerTo(answers, question);
    if (texts === undefined || texts === 'unreachable') return { outcome: 'unanswered', name };
    const [text, second] = texts;
    if (text === undefined) continue;
    if (second !== undefined) return { outcome: 'several', name, texts };
    const record = readDmarc(text);
    if (record === null) return { outcome: 'unusable', name, text };
    const policy = asked === domain ? record.policy : record.subdomains;
    return { outcome: 'found', name, text, record, policy };
  }
  return { outcome: 'none' };
}

/** Whether a domain counts as that of From: the same, or relaxed of the same organisation (RFC 7489, 3.1). */
export function isAligned(from: string, other: string, mode: AlignmentMode): boolean {
  const [one, two] = [from.toLowerCase(), other.toLowerCase()];
  return one === two || (mode === 'relaxed' && organisationOf(one) === organisationOf(two));
}

/** Domains of others that reports go to, which have to say that they take them (RFC 7489, 7.1). */
export function reportPermissions(
  { organisation }: Pick<DomainSubject, 'organisation'>,
  found: FoundDmarc,
): { host: string; question: DnsQuestion }[] {
  if (found.outcome !== 'found') return [];
  const hosts = found.record.reportsTo
    .slice(0, MOST_REPORTED)
    .map((address) => address.slice(address.lastIndexOf('@') + 1).toLowerCase())
    .filter((host) => isDnsName(host) && organisationOf(host) !== organisation);
  const asked = found.name.slice('_dmarc.'.length);
  return [...new Set(hosts)].map((host) => ({
    host,
    question: { type: 'TXT', name: `${asked}._report._dmarc.${host}`, begins: 'v=dmarc1' },
  }));
}
