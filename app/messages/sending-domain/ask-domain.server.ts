import { performance } from 'node:perf_hooks';
import { SECOND } from '#app/lib/duration.ts';
import type { TxtAnswer } from '#app/messages/sender/sending-domain.ts';
import type { MxResolver, TxtResolver } from '#app/messages/sender/txt-resolver.server.ts';
import { openQuestions } from './checks/registry.ts';
import { keptOf, questionKey, type DnsQuestion, type DomainAnswers } from './dns-question.ts';
import type { DomainSubject } from './domain-subject.ts';
import type { PolicyReader } from './read-policy.server.ts';

/** What the checks of a domain ask. */
export type DomainPorts = {
  resolveTxt: TxtResolver;
  resolveMx: MxResolver;
  readPolicy: PolicyReader;
};

/** After so long nothing more is asked; what is open then is not known. */
const LONGEST_MS = 8 * SECOND;

/**
 * Asks all that the checks want to know of a domain, in rounds: an answer may lead to the next question. Both their number and
 * the time are bounded.
 * @param elapsed milliseconds that only go forward
 */
export async function askDomain(
  subject: DomainSubject,
  ports: DomainPorts,
  elapsed: () => number = () => performance.now(),
): Promise<DomainAnswers> {
  let answers: DomainAnswers = {};
  const until = elapsed() + LONGEST_MS;
  for (;;) {
    const questions = openQuestions(subject, answers);
    if (questions.length === 0 || elapsed() > until) return answers;
    const replies = await Promise.all(
      questions.map(async (question) => {
        const answer = await ask(question, ports);
        return [questionKey(question), keptOf(question, answer)] as const;
      }),
    );
    answers = { ...answers, ...Object.fromEntries(replies) };
  }
}

function ask({ type, name }: DnsQuestion, ports: DomainPorts): Promise<TxtAnswer> {
  if (type === 'MX') return ports.resolveMx(name);
  return type === 'TXT' ? ports.resolveTxt(name) : ports.readPolicy(name);
}
