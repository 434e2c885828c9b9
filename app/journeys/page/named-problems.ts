import { definitionName, type DefinitionNames } from '#app/definitions/definition-kind.ts';
import { journeyName, stepWords, type JourneyNames } from './run-words.ts';

/** What the admin calls the journey of a run and its step. */
export type RunNames = { journey: string; step: string };

/** A run with the names of its journey and its step. */
export function nameRun<Run extends { stepId: string }>(
  run: Run,
  { journeyKey, version }: { journeyKey: string; version: number },
  names: JourneyNames,
): Run & RunNames {
  const step = stepWords(names, journeyKey, run.stepId, version);
  return { ...run, journey: journeyName(names, journeyKey), step };
}

/** What the admin calls the mail that something was about; null when it was about none. */
export type MailName = { mail: string | null };

/** Something that may be about a mail, with the mail's name. */
export function nameMail<Item extends { template: string | null }>(
  item: Item,
  names: DefinitionNames,
): Item & MailName {
  const { template } = item;
  return { ...item, mail: template === null ? null : definitionName(names, 'email', template) };
}
