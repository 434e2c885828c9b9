import { findDkim } from '#app/messages/sender/sending-domain.ts';
import { answerTo, type DnsQuestion } from '../dns-question.ts';
import type { DomainSubject } from '../domain-subject.ts';
import { checkFinding, unansweredFinding, type DomainCheck } from './domain-check.ts';
import { recordTags } from './record-tags.ts';

/** Gmail advises as many; fewer than 1,024 are refused. */
const WANTED_BITS = 2_048;

/** DKIM (RFC 6376): the key that emails are signed with. */
export const dkimCheck: DomainCheck = {
  label: 'DKIM',
  why: 'It proves that an email is yours and was not changed on its way.',
  isRequired: true,
  asks: (subject) => [dkimQuestion(subject)],
  judge(subject, answers) {
    const { name, value, publicKey, bits } = subject.dkim;
    const found = answerTo(answers, dkimQuestion(subject));
    if (found === undefined || found === 'unreachable') return unansweredFinding(name);
    const record = { type: 'TXT' as const, name, value };
    const notes =
      bits < WANTED_BITS
        ? [
            `The key has ${String(bits)} bits. Gmail advises ${String(WANTED_BITS)}: ask the operator of the app.`,
          ]
        : [];
    switch (findDkim(found, publicKey)) {
      case 'found': {
        const isTest = /(?:^|:)\s*y\s*(?::|$)/i.test(recordTags(found[0] ?? '').get('t') ?? '');
        const testing = 'It says t=y, so signatures count as a test. Remove it.';
        return checkFinding('ok', { found, notes: isTest ? [...notes, testing] : notes });
      }
      case 'missing':
        return checkFinding('missing', { record });
      case 'several':
        return checkFinding('wrong', {
          found,
          problems: ['There is more than one record under this name. Keep this one.'],
          record,
        });
      default:
        return checkFinding('wrong', { found, problems: [keyProblem(found[0] ?? '')], record });
    }
  },
};

function dkimQuestion({ dkim }: DomainSubject): DnsQuestion {
  return { type: 'TXT', name: dkim.name };
}

function keyProblem(text: string): string {
  const tags = recordTags(text);
  if (tags.get('p') === '') return 'Its p= is empty, which revokes the key.';
  if (!tags.has('p')) return 'It has no key: p= is missing.';
  return 'Its key is another one than emails are signed with.';
}
