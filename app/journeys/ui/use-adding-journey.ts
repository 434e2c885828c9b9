import { useFetcher } from '@remix-run/react';
import { useCallback, useRef } from 'react';
import type { DefinitionProblem } from '#app/definitions/definition-kind.ts';
import type { StateOutcome } from '#app/definitions/definition-outcome.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';

/** What puts a journey of the gallery into use; `addingKey` is the one that is under way, null when none is. */
export type AddingJourney = { add: (key: string) => void; addingKey: string | null };

/** Puts journeys that a shop has from the gallery into use, and says so with an undo. One for a page: what it adds goes away. */
export function useAddingJourney(): AddingJourney {
  const { data, formData, submit } = useFetcher<StateOutcome>();
  const key = formData?.get('key');
  const last = useRef('');
  const send = useCallback(
    (form: Record<string, string>) => {
      const action = `/app/journeys/${last.current}`;
      submit({ ...form, kind: 'journey', key: last.current }, { method: 'post', action });
    },
    [submit],
  );
  useOutcomeToast({ data, submit: send }, addingToast);
  return {
    add(asked) {
      last.current = asked;
      send({ intent: 'restore' });
    },
    addingKey: typeof key === 'string' ? key : null,
  };
}

function addingToast(outcome: StateOutcome): OutcomeToast {
  switch (outcome.outcome) {
    case 'restored':
      return { text: 'Added. It runs from now on', undo: { intent: 'archive' } };
    case 'archived':
      return { text: 'Taken back. It does not run' };
    case 'invalid':
      return { text: `Not added. ${problemText(outcome.problems)}`, isError: true };
    default:
      return { text: 'Not added. Reload the page and look at its state', isError: true };
  }
}

/** The problem that nothing of the journey itself solves, or where to look. */
function problemText(problems: readonly DefinitionProblem[]): string {
  const first = problems.find(({ severity }) => severity !== 'warning');
  return first?.stepId === null ? first.message : 'Open it and solve its problems first';
}
