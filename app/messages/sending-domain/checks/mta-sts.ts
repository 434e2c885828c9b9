import { answerTo, type DnsQuestion, type DomainAnswers } from '../dns-question.ts';
import { checkFinding, unansweredFinding, type DomainCheck } from './domain-check.ts';
import { mxQuestion } from './mx.ts';
import { recordTags } from './record-tags.ts';

/** What an MTA-STS policy says (RFC 8461, 3.2). */
type MtaStsPolicy = { mode: 'enforce' | 'testing' | 'none'; servers: string[] };

/** More servers are not read. */
const MOST_SERVERS = 20;

/** MTA-STS (RFC 8461): others send to the domain encrypted only. */
export const mtaStsCheck: DomainCheck = {
  label: 'MTA-STS',
  why: 'It makes others encrypt what they send to you, such as replies of customers.',
  isRequired: false,
  asks: ({ domain }, answers) => {
    const found = answerTo(answers, stsQuestion(domain));
    const isThere = Array.isArray(found) && found.length > 0;
    return [stsQuestion(domain), ...(isThere ? [policyQuestion(domain), mxQuestion(domain)] : [])];
  },
  judge({ domain }, answers) {
    const question = stsQuestion(domain);
    const found = answerTo(answers, question);
    if (found === undefined || found === 'unreachable') return unansweredFinding(question.name);
    if (found.length === 0)
      return checkFinding('missing', {
        notes: [`The record needs a policy at https://mta-sts.${domain}/.well-known/mta-sts.txt.`],
        record: { type: 'TXT', name: question.name, value: 'v=STSv1; id=1' },
      });
    const problems = [...recordProblems(found), ...policyProblems(domain, answers)];
    if (problems.length > 0) return checkFinding('wrong', { found, problems });
    return answerTo(answers, policyQuestion(domain)) === 'unreachable'
      ? { ...unansweredFinding(`mta-sts.${domain}`), found }
      : checkFinding('ok', { found });
  },
};

/** Reads a policy; null when it is none. Line ends may have become blanks on the way. */
function readMtaStsPolicy(text: string): MtaStsPolicy | null {
  const pairs = [...text.matchAll(/(?:^|\s)(version|mode|mx|max_age):[ \t]*(\S+)/g)];
  const all = (name: string) => pairs.flatMap(([, key, value = '']) => (key === name ? value : []));
  const [mode] = all('mode');
  const isPolicy = all('version')[0] === 'STSv1' && all('max_age').length > 0;
  if (!isPolicy || (mode !== 'enforce' && mode !== 'testing' && mode !== 'none')) return null;
  return { mode, servers: all('mx').slice(0, MOST_SERVERS) };
}

function stsQuestion(domain: string): DnsQuestion {
  return { type: 'TXT', name: `_mta-sts.${domain}`, begins: 'v=stsv1' };
}

function policyQuestion(domain: string): DnsQuestion {
  return { type: 'POLICY', name: domain };
}

function recordProblems(texts: readonly string[]): string[] {
  if (texts.length > 1) return ['There is more than one MTA-STS record. Keep one.'];
  const isNamed = /^[a-z0-9]{1,32}$/i.test(recordTags(texts[0] ?? '').get('id') ?? '');
  return isNamed ? [] : ['id= has to be 1 to 32 letters and digits.'];
}

function policyProblems(domain: string, answers: DomainAnswers): string[] {
  const answer = answerTo(answers, policyQuestion(domain));
  if (answer === undefined || answer === 'unreachable') return [];
  const policy = readMtaStsPolicy(answer[0] ?? '');
  if (policy === null)
    return [`There is no usable policy at https://mta-sts.${domain}/.well-known/mta-sts.txt.`];
  const servers = answerTo(answers, mxQuestion(domain));
  if (policy.mode === 'none' || !Array.isArray(servers)) return [];
  return servers
    .map((record) => record.replace(/^\d+ /, '').replace(/\.$/, '').toLowerCase())
    .filter((server) => server !== '' && !policy.servers.some((one) => isMatch(server, one)))
    .map((server) => `The policy does not name the mail server ${server}.`);
}

/** RFC 8461, 4.1: a star stands for the first label. */
function isMatch(server: string, pattern: string): boolean {
  const wanted = pattern.toLowerCase();
  return wanted.startsWith('*.')
    ? server.slice(server.indexOf('.') + 1) === wanted.slice(2)
    : server === wanted;
}
