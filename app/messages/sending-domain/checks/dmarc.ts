import { formatAnd } from '#app/lib/format/list.ts';
import { formatShare } from '#app/lib/format/share.ts';
import { answerTo, type DomainAnswers } from '../dns-question.ts';
import type { DomainSubject } from '../domain-subject.ts';
import {
  dmarcQuestion,
  findDmarc,
  isAligned,
  reportPermissions,
  type DmarcRecord,
  type FoundDmarc,
} from './dmarc-record.ts';
import {
  checkFinding,
  unansweredFinding,
  type CheckFinding,
  type DomainCheck,
} from './domain-check.ts';

/** DMARC (RFC 7489): what is to be done with emails that are not proven. */
export const dmarcCheck: DomainCheck = {
  label: 'DMARC',
  why: 'Gmail, Yahoo and Microsoft ask bulk senders for it, and it keeps others from sending in your name.',
  isRequired: true,
  asks: (subject, answers) => [
    dmarcQuestion(subject.domain),
    dmarcQuestion(subject.organisation),
    ...reportPermissions(subject, findDmarc(subject, answers)).map(({ question }) => question),
  ],
  judge(subject, answers) {
    const { organisation, reportAddress } = subject;
    const found = findDmarc(subject, answers);
    const reports = `rua=mailto:${reportAddress}`;
    const fresh = {
      type: 'TXT' as const,
      name: dmarcQuestion(organisation).name,
      value: `v=DMARC1; p=none; ${reports}`,
    };
    switch (found.outcome) {
      case 'unanswered':
        return unansweredFinding(found.name);
      case 'none':
        return checkFinding('missing', { record: fresh });
      case 'several':
        return checkFinding('wrong', {
          found: found.texts,
          problems: ['There is more than one DMARC record, so none counts. Keep one.'],
          record: { ...fresh, name: found.name, value: found.texts[0] ?? fresh.value },
        });
      case 'unusable':
        return checkFinding('wrong', {
          found: [found.text],
          problems: ['It says no policy: p= has to be none, quarantine or reject.'],
          record: { ...fresh, name: found.name },
        });
      case 'found':
        return foundFinding(subject, answers, found, reports);
    }
  },
};

function foundFinding(
  subject: DomainSubject,
  answers: DomainAnswers,
  dmarc: FoundDmarc & { outcome: 'found' },
  reports: string,
): CheckFinding {
  const { name, text, record, policy } = dmarc;
  const found = [text];
  const refusing = reportPermissions(subject, dmarc).filter(
    ({ question }) => answerTo(answers, question)?.length === 0,
  );
  if (refusing.length > 0)
    return checkFinding('wrong', {
      found,
      problems: refusing.map(
        ({ host }) => `Reports to ${host} are not sent: its DNS does not say that it takes them.`,
      ),
    });
  const alignment = alignmentOf(subject, record);
  if (!alignment.isPassing) return checkFinding('wrong', { found, problems: [alignment.words] });
  const isUnreported = record.reportsTo.length === 0;
  const notes = [
    alignment.words,
    ...(policy === 'none'
      ? [
          'The policy is none: others can still send in your name. Change it once reports are clean.',
        ]
      : []),
    ...(record.percent < 100
      ? [`It counts for ${formatShare(record.percent / 100)} of emails only.`]
      : []),
    ...(isUnreported ? ['No reports are sent: add rua= to see who sends in your name.'] : []),
  ];
  const value = `${text.replace(/[\s;]*$/, '')}; ${reports}`;
  return checkFinding('ok', {
    found,
    notes,
    record: isUnreported ? { type: 'TXT', name, value } : null,
  });
}

/** Whether emails pass: SPF or DKIM has to be of the domain of From, or of its organisation where the record is relaxed. */
function alignmentOf({ domain, returnDomain, dkim }: DomainSubject, record: DmarcRecord) {
  const passing = [
    ...(isAligned(domain, returnDomain, record.spf) ? ['SPF'] : []),
    ...(isAligned(domain, dkim.domain, record.dkim) ? ['DKIM'] : []),
  ];
  const isPassing = passing.length > 0;
  return {
    isPassing,
    words: isPassing
      ? `The From address is aligned with ${formatAnd(passing)}.`
      : 'The record is strict, and neither SPF nor DKIM is of the domain of From.',
  };
}
