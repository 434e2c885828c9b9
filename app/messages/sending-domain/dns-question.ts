import { z } from 'zod';
import type { TxtAnswer } from '#app/messages/sender/sending-domain.ts';

/** What is asked about a name: its texts, its mail servers, or the policy of its MTA-STS host. */
export type DnsQuestion = {
  type: 'TXT' | 'MX' | 'POLICY';
  name: string;
  /** How the texts begin that are kept; all when missing. In lower case. */
  begins?: string;
};

/** What was answered to which question, see `questionKey`; a question that is not here was never asked. */
export type DomainAnswers = Readonly<Record<string, TxtAnswer>>;

/** As answers are stored. */
export const StoredAnswers = z.record(
  z.string(),
  z.union([z.literal('unreachable'), z.array(z.string())]),
);

/** More texts of one name decide nothing: two are already one too many. */
const MOST_TEXTS = 3;
/** No record of mail is longer; a text of this length was cut. */
export const LONGEST_TEXT = 1_500;

const NAME = /^(?=.{1,253}$)(?:[a-z0-9_][a-z0-9_-]{0,62}\.)+[a-z0-9-]{2,63}$/i;

/** Whether a text that stood in a record is a name that can be asked about. */
export function isDnsName(text: string): boolean {
  return NAME.test(text);
}

/** Under which name an answer is kept. */
export function questionKey({ type, name }: DnsQuestion): string {
  return `${type} ${name.toLowerCase()}`;
}

/** What was answered; undefined when it was not asked. */
export function answerTo(answers: DomainAnswers, question: DnsQuestion): TxtAnswer | undefined {
  return answers[questionKey(question)];
}

/**
 * What is kept of an answer, which strangers write: a few texts of some length, without characters that no record has and no
 * database stores.
 */
export function keptOf({ begins = '' }: DnsQuestion, answer: TxtAnswer): TxtAnswer {
  if (answer === 'unreachable') return answer;
  return answer
    .filter((text) => text.slice(0, begins.length).toLowerCase() === begins)
    .slice(0, MOST_TEXTS)
    .map((text) =>
      text.slice(0, LONGEST_TEXT).replaceAll(/\s+/g, ' ').replaceAll(/\p{C}/gu, '\ufffd'),
    );
}
