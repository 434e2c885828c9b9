import {
  keptOf,
  questionKey,
  type DnsQuestion,
  type DomainAnswers,
} from '#app/messages/sending-domain/dns-question.ts';
import { domainSubject, type DomainSubject } from '#app/messages/sending-domain/domain-subject.ts';
import { openQuestions } from '#app/messages/sending-domain/checks/registry.ts';

/** What DNS says, by type and name such as `TXT fern.example`; of a name that is not here there is nothing. */
export type FakeZone = Record<string, string[] | 'unreachable'>;

const OPERATOR = {
  address: 'mail@operator.example',
  spfHost: 'spf.operator.example',
  key: { privateKey: 'not used', publicKey: 'AAAA' },
};

/** The domain of a sender, as its checks see it. */
export function subjectOf(
  address = 'hello@fern.example',
  replyTo: string | null = null,
  bounceDomain: string | null = null,
) {
  const sender = { name: 'Fern', address, replyTo };
  const operator = { ...OPERATOR, bounceDomain };
  const subject = domainSubject('00000000-0000-4000-8000-000000000001', sender, operator, 2_048);
  if (subject === null) throw new Error(`${address} is of no domain that can be checked.`);
  return subject;
}

/** All that the checks ask of a zone. */
export function answersOf(subject: DomainSubject, zone: FakeZone): DomainAnswers {
  let answers: DomainAnswers = {};
  for (;;) {
    const questions = openQuestions(subject, answers);
    if (questions.length === 0) return answers;
    answers = { ...answers, ...Object.fromEntries(questions.map((one) => reply(one, zone))) };
  }
}

function reply(question: DnsQuestion, zone: FakeZone) {
  const key = questionKey(question);
  return [key, keptOf(question, zone[key] ?? [])] as const;
}

/** The zone of a domain that has everything. */
export function goodZone(subject: DomainSubject): FakeZone {
  const { domain, spfHost, dkim } = subject;
  return {
    [`TXT ${domain}`]: ['google-site-verification=1', `v=spf1 include:${spfHost} ~all`],
    [`TXT ${spfHost}`]: ['v=spf1 ip4:192.0.2.1 -all'],
    [`TXT ${dkim.name}`]: [dkim.value],
    [`TXT _dmarc.${domain}`]: [`v=DMARC1; p=reject; rua=mailto:dmarc@${domain}`],
    [`MX ${domain}`]: [`10 mx.${domain}`],
    [`TXT default._bimi.${domain}`]: [`v=BIMI1; l=https://${domain}/logo.svg; a=`],
    [`TXT _mta-sts.${domain}`]: ['v=STSv1; id=20261201'],
    [`POLICY ${domain}`]: [
      `version: STSv1\r\nmode: enforce\r\nmx: *.${domain}\r\nmax_age: 604800\r\n`,
    ],
  };
}
