import { answerTo, type DnsQuestion } from '../dns-question.ts';
import { findDmarc, type FoundDmarc } from './dmarc-record.ts';
import { checkFinding, unansweredFinding, type DomainCheck } from './domain-check.ts';
import { recordTags } from './record-tags.ts';

/** BIMI: the logo beside an email. */
export const bimiCheck: DomainCheck = {
  label: 'BIMI',
  why: 'Gmail, Yahoo and Apple can show your logo beside emails; Gmail and Apple ask for a certificate of the logo.',
  isRequired: false,
  asks: ({ domain, organisation }) => [bimiQuestion(domain), bimiQuestion(organisation)],
  judge(subject, answers) {
    const { domain, organisation } = subject;
    for (const asked of new Set([domain, organisation])) {
      const question = bimiQuestion(asked);
      const found = answerTo(answers, question);
      if (found === undefined || found === 'unreachable') return unansweredFinding(question.name);
      if (found.length === 0) continue;
      const problems = [...recordProblems(found), ...policyProblems(findDmarc(subject, answers))];
      return checkFinding(problems.length > 0 ? 'wrong' : 'ok', { found, problems });
    }
    return checkFinding('missing', {
      notes: [
        'Put the addresses of your logo (SVG Tiny PS) and of its certificate into the record.',
        ...policyProblems(findDmarc(subject, answers)),
      ],
      record: {
        type: 'TXT',
        name: bimiQuestion(organisation).name,
        value: `v=BIMI1; l=https://${organisation}/logo.svg; a=https://${organisation}/logo.pem`,
      },
    });
  },
};

function bimiQuestion(domain: string): DnsQuestion {
  return { type: 'TXT', name: `default._bimi.${domain}`, begins: 'v=bimi1' };
}

function recordProblems(texts: readonly string[]): string[] {
  if (texts.length > 1) return ['There is more than one BIMI record. Keep one.'];
  const tags = recordTags(texts[0] ?? '');
  const logo = tags.get('l') ?? '';
  const certificate = tags.get('a') ?? '';
  return [
    ...(/^https:\/\/\S+\.svg$/i.test(logo) ? [] : ['l= has to be the https address of an SVG.']),
    ...(certificate === '' || certificate.startsWith('https://')
      ? []
      : ['a= has to be the https address of a certificate.']),
  ];
}

function policyProblems(dmarc: FoundDmarc): string[] {
  if (dmarc.outcome === 'unanswered') return [];
  const isEnforced =
    dmarc.outcome === 'found' && dmarc.policy !== 'none' && dmarc.record.percent === 100;
  return isEnforced ? [] : ['It needs a DMARC policy of quarantine or reject, for all emails.'];
}
