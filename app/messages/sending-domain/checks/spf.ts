import { findSpf } from '#app/messages/sender/sending-domain.ts';
import { answerTo, LONGEST_TEXT } from '../dns-question.ts';
import { checkFinding, unansweredFinding, type DomainCheck } from './domain-check.ts';
import { isSpfRecord, joinedSpf, spfTerms } from './spf-record.ts';
import { MOST_LOOK_UPS, spfQuestion, walkSpf, type SpfWalk } from './walk-spf.ts';

/** SPF (RFC 7208): which servers may send for the domain. */
export const spfCheck: DomainCheck = {
  label: 'SPF',
  why: 'It lists the servers that may send for your domain; without it, mail services refuse emails or take them for spam.',
  isRequired: true,
  asks: ({ domain }, answers) => [...walkSpf(domain, answers).unasked].map(spfQuestion),
  judge({ domain, spfHost }, answers) {
    const answer = answerTo(answers, spfQuestion(domain));
    if (answer === undefined || answer === 'unreachable') return unansweredFinding(domain);
    const found = answer.filter(isSpfRecord);
    const joined = { type: 'TXT' as const, name: domain, value: joinedSpf(found, spfHost) };
    const [record] = found;
    if (record === undefined) return checkFinding('missing', { record: joined });
    if (found.length > 1)
      return checkFinding('wrong', {
        found,
        problems: ['There is more than one SPF record, so none counts. Replace them by this one.'],
        record: joined,
      });
    const walk = walkSpf(domain, answers);
    const ofRecord = recordProblems(record, spfHost);
    const problems = [...ofRecord, ...walkProblems(walk)];
    const notes = [`It needs ${String(walk.lookUps)} of ${String(MOST_LOOK_UPS)} DNS look-ups.`];
    if (problems.length > 0)
      return checkFinding('wrong', {
        found,
        problems,
        record: ofRecord.length > 0 ? joined : null,
      });
    const [silent] = [...walk.unreachable, ...walk.unasked];
    if (silent !== undefined) return { ...unansweredFinding(silent), found };
    return checkFinding('ok', { found, notes });
  },
};

function recordProblems(record: string, spfHost: string): string[] {
  const terms = spfTerms(record);
  const end = terms.find(({ name }) => name === 'all');
  return [
    ...(findSpf([record], spfHost) === 'found' ? [] : [`It does not include ${spfHost}.`]),
    ...(end?.qualifier === '+' ? ['It lets every server send: it ends in +all.'] : []),
    ...(end === undefined && !terms.some(({ name }) => name === 'redirect')
      ? ['It does not say what is to be done with other servers: end it with ~all.']
      : []),
    ...(record.length >= LONGEST_TEXT ? ['It is longer than mail services read.'] : []),
  ];
}

function walkProblems({ lookUps, broken }: SpfWalk): string[] {
  const most = String(MOST_LOOK_UPS);
  return [
    ...(lookUps > MOST_LOOK_UPS
      ? [
          `It needs more than ${most} DNS look-ups, so mail services ignore it. Remove services that you do not use any more.`,
        ]
      : []),
    ...[...broken]
      .slice(0, 3)
      .map((name) => `It includes ${name.slice(0, 80)}, which has no usable SPF record.`),
  ];
}
