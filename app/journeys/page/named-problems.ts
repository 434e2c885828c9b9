import { emailName } from '#app/messages/email-name.ts';
import { journeyName, stepWords } from './run-words.ts';

// Named where they are loaded: in the browser it would take every journey and every mail.

/** What the admin calls the journey of a run and its step. */
export type RunNames = { journey: string; step: string };

/** A run with the names of its journey and its step. */
export function nameRun<Run extends { stepId: string }>(
  run: Run,
  { journeyKey, version }: { journeyKey: string; version: number },
): Run & RunNames {
  const step = stepWords(journeyKey, run.stepId, version);
  return { ...run, journey: journeyName(journeyKey), step };
}

/** What the admin calls the mail that something was about; null when it was about none. */
export type MailName = { mail: string | null };

/** Something that may be about a mail, with the mail's name. */
export function nameMail<Item extends { template: string | null }>(item: Item): Item & MailName {
  const { template } = item;
  return { ...item, mail: template === null ? null : emailName(template) };
}
