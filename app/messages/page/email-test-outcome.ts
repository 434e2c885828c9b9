import { causeOfRefusal, type RefusalCause } from '#app/messages/delivery/smtp-answer.ts';

/** What came of asking for a test of an email. */
export type EmailTestOutcome =
  | { outcome: 'asked'; addresses: number }
  /** What is wrong with the addresses. */
  | { outcome: 'invalid'; message: string }
  /** So many tests were sent in the last hour. */
  | { outcome: 'too_many'; most: number }
  | { outcome: 'gone'; what: 'email' | 'person' };

/** A test of an email to one address: on its way, sent, or not sent with the reason in words. */
export type SentEmailTest = {
  address: string;
  state: 'waiting' | 'sent' | 'refused';
  words: string | null;
};

const CAUSES: Record<RefusalCause, string> = {
  mailbox: 'there is no such mailbox',
  mailbox_full: 'the mailbox is full',
  sender: 'the mail server does not accept the sender',
  content: 'the mail server does not accept the content or the size',
  policy: 'the mail server refuses it by its rules',
  server: 'the mail server could not take it',
  unknown: 'the mail server refused it',
};

const REASONS: Readonly<Record<string, string>> = {
  email_gone: 'the email does not exist any more',
  person_unknown: 'the person does not exist any more',
  not_renderable: 'the email cannot be rendered',
};

const LONGEST_ANSWER = 200;

/** How a test stands, from the row of its effect. One that is tried again counts as refused: who waits wants to know why. */
export function sentEmailTest({
  address,
  state,
  reason,
  answer,
}: {
  address: string;
  state: string;
  reason: string | null;
  answer: string | null;
}): SentEmailTest {
  if (state === 'done') return { address, state: 'sent', words: null };
  if (reason === null) return { address, state: 'waiting', words: null };
  const known = REASONS[reason];
  if (known !== undefined) return { address, state: 'refused', words: known };
  const said = (answer ?? '').replace(/\s+/g, ' ').trim().slice(0, LONGEST_ANSWER);
  const cause = CAUSES[causeOfRefusal(answer ?? '')];
  const again = state === 'ready' ? '; it is tried again' : '';
  return { address, state: 'refused', words: said === '' ? cause : `${cause} (${said})${again}` };
}

/** What is said of the tests that were asked for together; null while one of them is on its way. */
export function emailTestWords(
  tests: readonly SentEmailTest[],
): { text: string; isError: boolean } | null {
  if (tests.length === 0 || tests.some(({ state }) => state === 'waiting')) return null;
  const refused = tests.filter(({ state }) => state === 'refused');
  const [first] = refused;
  if (first) return { text: `Not sent to ${first.address}: ${first.words ?? ''}`, isError: true };
  return {
    text:
      tests.length === 1
        ? `Test email sent to ${tests[0]?.address ?? ''}`
        : `Test email sent to ${String(tests.length)} addresses`,
    isError: false,
  };
}
