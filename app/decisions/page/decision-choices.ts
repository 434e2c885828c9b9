import type { DefinitionKind, DefinitionNames } from '#app/definitions/definition-kind.ts';
import {
  OUTCOME_KEYS,
  outcomeWords,
  REASON_KEYS,
  reasonWords,
} from '#app/journeys/page/reason-words.ts';
import type { DecisionChoice } from './decision-line.ts';

/** What the filters of decisions offer, by what each is called in the address. */
export function decisionChoices(
  names: DefinitionNames,
): Record<'journey' | 'message' | 'reason' | 'outcome', DecisionChoice[]> {
  return {
    journey: named(names, 'journey'),
    message: [...named(names, 'email'), ...named(names, 'banner', 'Banner: ')],
    reason: REASON_KEYS.map((value) => ({ value, label: reasonWords(value) })).sort(byLabel),
    outcome: OUTCOME_KEYS.map((value) => ({ value, label: outcomeWords(value) })),
  };
}

function named(names: DefinitionNames, kind: DefinitionKind, before = ''): DecisionChoice[] {
  return [...(names.get(kind) ?? [])]
    .map(([value, { name }]) => ({ value, label: `${before}${name}` }))
    .sort(byLabel);
}

function byLabel(a: DecisionChoice, b: DecisionChoice): number {
  return a.label.localeCompare(b.label, 'en');
}
