import { questionKey, type DnsQuestion, type DomainAnswers } from '../dns-question.ts';
import type { DomainSubject } from '../domain-subject.ts';
import { bimiCheck } from './bimi.ts';
import { dkimCheck } from './dkim.ts';
import { dmarcCheck } from './dmarc.ts';
import type { CheckFinding, DomainCheck } from './domain-check.ts';
import { mtaStsCheck } from './mta-sts.ts';
import { mxCheck } from './mx.ts';
import { spfCheck } from './spf.ts';

/** All checks of a sending domain, in the order of the page. */
export const DOMAIN_CHECKS = {
  spf: spfCheck,
  dkim: dkimCheck,
  dmarc: dmarcCheck,
  mx: mxCheck,
  bimi: bimiCheck,
  mtaSts: mtaStsCheck,
} satisfies Record<string, DomainCheck>;

export type DomainCheckKind = keyof typeof DOMAIN_CHECKS;
export type DomainFindingsByCheck = Record<DomainCheckKind, CheckFinding>;

export const DOMAIN_CHECK_KINDS = Object.keys(DOMAIN_CHECKS) as DomainCheckKind[];

/** All checks together ask no more of DNS. */
const MOST_QUESTIONS = 40;

/** What is to be asked next; nothing when all is known, or was asked that may be. */
export function openQuestions(subject: DomainSubject, answers: DomainAnswers): DnsQuestion[] {
  const questions = new Map(
    Object.values(DOMAIN_CHECKS)
      .flatMap((check) => check.asks(subject, answers))
      .map((question) => [questionKey(question), question] as const),
  );
  const left = MOST_QUESTIONS - Object.keys(answers).length;
  return [...questions]
    .filter(([key]) => answers[key] === undefined)
    .map(([, question]) => question)
    .slice(0, Math.max(left, 0));
}

/** What all checks say. */
export function judgeDomain(subject: DomainSubject, answers: DomainAnswers): DomainFindingsByCheck {
  const findings = DOMAIN_CHECK_KINDS.map(
    (kind) => [kind, DOMAIN_CHECKS[kind].judge(subject, answers)] as const,
  );
  return Object.fromEntries(findings) as DomainFindingsByCheck;
}
