import type { DnsRecord } from '#app/messages/sender/sending-domain.ts';
import type { DnsQuestion, DomainAnswers } from '../dns-question.ts';
import type { DomainSubject } from '../domain-subject.ts';

export type CheckState =
  | 'ok'
  | 'missing'
  | 'wrong'
  /** DNS did not answer. */
  | 'unknown';

/** What a check says of a domain. */
export type CheckFinding = {
  state: CheckState;
  /** The records that are there. */
  found: string[];
  /** What is wrong, a sentence each. */
  problems: string[];
  /** What is good to know, a sentence each. */
  notes: string[];
  /** What to paste where; null when nothing is to be changed, or what is right depends on other providers. */
  record: DnsRecord | null;
};

/** One thing that the DNS of a sending domain should say. */
export type DomainCheck = {
  label: string;
  /** Why it matters, in one sentence. */
  why: string;
  /** Whether emails fare worse without it; else it is an extra. */
  isRequired: boolean;
  /** What has to be asked, as far as the answers so far tell. */
  asks: (subject: DomainSubject, answers: DomainAnswers) => DnsQuestion[];
  judge: (subject: DomainSubject, answers: DomainAnswers) => CheckFinding;
};

/** A finding with what it differs by from one that says nothing. */
export function checkFinding(
  state: CheckState,
  more: Partial<Omit<CheckFinding, 'state'>> = {},
): CheckFinding {
  return { state, found: [], problems: [], notes: [], record: null, ...more };
}

/** The finding when DNS did not answer. */
export function unansweredFinding(name: string): CheckFinding {
  return checkFinding('unknown', { problems: [`DNS did not answer for ${name}. Check again.`] });
}
