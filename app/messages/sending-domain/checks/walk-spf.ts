import { answerTo, isDnsName, type DnsQuestion, type DomainAnswers } from '../dns-question.ts';
import { isSpfRecord, spfTerms, type SpfTerm } from './spf-record.ts';

/** RFC 7208, 4.6.4: a record that needs more is ignored by mail services. */
export const MOST_LOOK_UPS = 10;

/** Terms that make a receiver ask DNS. */
const ASKING = new Set(['include', 'a', 'mx', 'ptr', 'exists', 'redirect']);

/** What a receiver comes by that follows an SPF record. */
export type SpfWalk = {
  /** How often it asks DNS; beyond the limit it stops. */
  lookUps: number;
  /** Names that are not asked yet. */
  unasked: Set<string>;
  /** Names that DNS did not answer for. */
  unreachable: Set<string>;
  /** Included names without one usable record, or that include each other. */
  broken: Set<string>;
};

/** What the SPF record of a name says. */
export function spfQuestion(name: string): DnsQuestion {
  return { type: 'TXT', name: name.toLowerCase(), begins: 'v=spf1' };
}

/**
 * Follows the SPF record of a domain through what it includes, as far as answers are there. It ends, whatever strangers wrote:
 * each step down is a look-up, and at eleven it stops.
 */
export function walkSpf(domain: string, answers: DomainAnswers): SpfWalk {
  const walk: SpfWalk = {
    lookUps: 0,
    unasked: new Set(),
    unreachable: new Set(),
    broken: new Set(),
  };
  visit(domain.toLowerCase(), [], answers, walk);
  return walk;
}

function visit(name: string, path: readonly string[], answers: DomainAnswers, walk: SpfWalk): void {
  const answer = answerTo(answers, spfQuestion(name));
  if (answer === undefined) {
    walk.unasked.add(name);
    return;
  }
  if (answer === 'unreachable') {
    walk.unreachable.add(name);
    return;
  }
  const [record, second] = answer.filter(isSpfRecord);
  if (record === undefined || second !== undefined) {
    // Of the domain itself it is said elsewhere.
    if (path.length > 0) walk.broken.add(name);
    return;
  }
  for (const term of followedTerms(record)) {
    walk.lookUps += 1;
    if (walk.lookUps > MOST_LOOK_UPS) return;
    // A name with a macro depends on the email.
    if (!['include', 'redirect'].includes(term.name) || term.value.includes('%')) continue;
    if (!isDnsName(term.value) || term.value === name || path.includes(term.value))
      walk.broken.add(term.value);
    else visit(term.value, [...path, name], answers, walk);
    if (walk.lookUps > MOST_LOOK_UPS) return;
  }
}

/** The terms that ask DNS, up to `all`: nothing after it is read, and a redirect beside it counts for nothing. */
function followedTerms(record: string): SpfTerm[] {
  const terms = spfTerms(record);
  const end = terms.findIndex(({ name }) => name === 'all');
  return (end < 0 ? terms : terms.slice(0, end)).filter(
    ({ name }) => ASKING.has(name) && !(end >= 0 && name === 'redirect'),
  );
}
