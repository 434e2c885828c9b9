import { outcomeWords, reasonWords } from '#app/journeys/page/reason-words.ts';
import type { NotRepeatable, Reevaluation } from './reevaluation.ts';

const CANNOT: Record<NotRepeatable, string> = {
  not_stored: 'Cannot be checked: what it rested on was not stored in full.',
  rule_gone: 'Cannot be checked: the app decides by a newer version of this rule.',
  definition_gone: 'Cannot be checked: this version of the journey does not exist any more.',
  condition_changed:
    'Cannot be checked: a segment or collection that the condition refers to was changed since.',
};

/** What came of checking a decision again, as a sentence. */
export function reevaluationWords(result: Reevaluation): string {
  if ('cannot' in result) return CANNOT[result.cannot];
  if (result.same) return 'Checked again: the same facts give the same decision.';
  const { now, because } = result;
  return `Checked again: the same facts now give “${outcomeWords(now)}”. ${reasonWords(because)}.`;
}
