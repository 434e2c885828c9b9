import type { StateOutcome, UpdateOutcome } from '#app/definitions/definition-outcome.ts';
import type { OutcomeToast } from '#app/ui/use-outcome-toast.ts';

/** What is said of a change of a definition, and how it is undone. */
export function definitionToast(outcome: StateOutcome | UpdateOutcome): OutcomeToast {
  switch (outcome.outcome) {
    case 'archived':
      return {
        text: 'Archived',
        undo: { intent: 'restore', kind: outcome.kind, key: outcome.key },
      };
    case 'restored':
      return { text: 'Restored' };
    case 'paused':
      return {
        text: 'Paused',
        undo: { intent: 'resume', kind: outcome.kind, key: outcome.key },
      };
    case 'resumed':
      return {
        text: 'Resumed',
        undo: { intent: 'pause', kind: outcome.kind, key: outcome.key },
      };
    case 'used':
      return { text: `Not archived. Used by ${outcome.by.join(', ')}`, isError: true };
    case 'invalid':
      return { text: outcome.problems[0]?.message ?? 'It has a problem', isError: true };
    case 'updated':
      return { text: `Updated as version ${String(outcome.version)}` };
    case 'declined': {
      const { kind, key, galleryVersion } = outcome;
      const undo = { intent: 'offer_again', kind, key, galleryVersion: String(galleryVersion) };
      return { text: 'Current version kept', undo };
    }
    case 'offered':
      return { text: 'Update offered again' };
    case 'conflict':
      return { text: 'Another version was published meanwhile. Review it first', isError: true };
    case 'not_found':
      return { text: 'It was changed meanwhile', isError: true };
  }
}
