import { answerTo, type DnsQuestion } from '../dns-question.ts';
import type { DomainSubject } from '../domain-subject.ts';
import { checkFinding, unansweredFinding, type DomainCheck } from './domain-check.ts';

/** The mail servers of the return address and of the reply address. */
export const mxCheck: DomainCheck = {
  label: 'MX',
  why: 'Replies and bounces arrive there; a sender that takes no mail looks like a spammer.',
  isRequired: true,
  asks: (subject) => mxQuestions(subject),
  judge(subject, answers) {
    const asked = mxQuestions(subject).map((question) => ({
      name: question.name,
      answer: answerTo(answers, question),
    }));
    const found = asked.flatMap(({ answer }) => (Array.isArray(answer) ? answer : []));
    const lacking = asked.filter(({ answer }) => Array.isArray(answer) && !answer.some(isServer));
    if (lacking.length > 0)
      return checkFinding('missing', {
        found,
        problems: lacking.map(
          ({ name }) =>
            `${name} takes no mail. Add the MX records that your mailbox provider lists for it.`,
        ),
      });
    const silent = asked.find(({ answer }) => !Array.isArray(answer));
    return silent ? { ...unansweredFinding(silent.name), found } : checkFinding('ok', { found });
  },
};

/** Which mail servers a name has. */
export function mxQuestion(name: string): DnsQuestion {
  return { type: 'MX', name };
}

function mxQuestions({ domain, replyDomain }: DomainSubject): DnsQuestion[] {
  return [...new Set([domain, replyDomain])].map(mxQuestion);
}

/** RFC 7505: a single dot says that there is none. */
function isServer(record: string): boolean {
  return /^\d+ [^.\s]/.test(record);
}
