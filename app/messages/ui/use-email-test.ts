import { useAppBridge } from '@shopify/app-bridge-react';
import { useState } from 'react';
import { v4 } from 'uuid';
import {
  emailTestWords,
  type EmailTestOutcome,
  type SentEmailTest,
} from '#app/messages/page/email-test-outcome.ts';

const ASK_MS = 1_000;
/** How often it is asked before the page stops waiting. */
const MOST_ASKED = 60;

/** Has an email sent as a test and says in a toast what came of it. */
export function useEmailTest(emailKey: string, onAsked: () => void) {
  const bridge = useAppBridge();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (to: string, person: string) => {
    const test = v4();
    setBusy(true);
    const outcome = await ask(emailKey, { test, to, person }).catch(() => null);
    setBusy(false);
    const found = problemOf(outcome);
    setProblem(found);
    if (found !== null) return;
    onAsked();
    // The modal is gone by then; the toast is of the admin around the page.
    const words = await waitForTests(emailKey, test);
    bridge.toast.show(words.text, { isError: words.isError });
  };
  return { isBusy, problem, send: (to: string, person: string) => void send(to, person) };
}

/** Not by a fetcher of the router, whose answers would load the page again. @throws when no answer came */
async function ask(emailKey: string, form: Record<string, string>): Promise<EmailTestOutcome> {
  const body = new URLSearchParams(form);
  const response = await fetch(`/app/emails/${emailKey}/send-test`, { method: 'POST', body });
  if (!response.ok) throw new Error(`The test was answered with ${String(response.status)}.`);
  return (await response.json()) as EmailTestOutcome;
}

function problemOf(outcome: EmailTestOutcome | null): string | null {
  switch (outcome?.outcome) {
    case 'asked':
      return null;
    case 'invalid':
      return outcome.message;
    case 'too_many':
      return `A store sends ${String(outcome.most)} test emails an hour at most. Try again later.`;
    case 'gone':
      return `The ${outcome.what} does not exist any more.`;
    case undefined:
      return 'The test email could not be sent. Try again.';
  }
}

async function waitForTests(emailKey: string, test: string) {
  for (let asked = 0; asked < MOST_ASKED; asked += 1) {
    const tests = await testsOf(emailKey, test).catch(() => []);
    const words = emailTestWords(tests);
    if (words) return words;
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
  return { text: 'The test email is on its way', isError: false };
}

async function testsOf(emailKey: string, test: string): Promise<SentEmailTest[]> {
  const query = new URLSearchParams({ test });
  const response = await fetch(`/app/emails/${emailKey}/send-test?${query.toString()}`);
  return response.ok ? ((await response.json()) as { tests: SentEmailTest[] }).tests : [];
}
