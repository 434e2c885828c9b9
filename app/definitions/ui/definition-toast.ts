import type {
  DiscardOutcome,
  DraftOutcome,
  PublishOutcome,
  StateOutcome,
  UpdateOutcome,
} from '#app/definitions/definition-outcome.ts';
import type { OutcomeToast } from '#app/ui/use-outcome-toast.ts';

type DefinitionChange =
  DraftOutcome | DiscardOutcome | PublishOutcome | StateOutcome | UpdateOutcome;

/** What is said of a change of a definition or its draft, and how it is undone. */
export function definitionToast(outcome: DefinitionChange): OutcomeToast {
  switch (outcome.outcome) {
    case 'saved':
      return { text: 'Draft saved' };
    case 'discarded':
      return { text: 'Draft discarded' };
    case 'published':
      return { text: `Published as version ${String(outcome.version)}` };
    case 'unchanged':
      return { text: 'Nothing to publish: it says the same as the published version' };
    case 'archived':
      return { text: 'Archived', undo: formOf('restore', outcome) };
    case 'restored':
      return { text: 'Restored' };
    case 'paused':
      return { text: 'Paused', undo: formOf('resume', outcome) };
    case 'resumed':
      return { text: 'Resumed', undo: formOf('pause', outcome) };
    case 'updated':
      return { text: `Updated as version ${String(outcome.version)}` };
    case 'declined': {
      const galleryVersion = String(outcome.galleryVersion);
      const undo = { ...formOf('offer_again', outcome), galleryVersion };
      return { text: 'Current version kept', undo };
    }
    case 'offered':
      return { text: 'Update offered again' };
    default:
      return { text: refusalText(outcome), isError: true };
  }
}

type Refusal = Extract<
  DefinitionChange,
  {
    outcome:
      'used' | 'invalid' | 'conflict' | 'is_archived' | 'unreadable' | 'too_many' | 'not_found';
  }
>;

function refusalText(outcome: Refusal): string {
  switch (outcome.outcome) {
    case 'used':
      return `Not archived. Used by ${outcome.by.join(', ')}`;
    case 'invalid':
      return outcome.problems[0]?.message ?? 'It has a problem';
    case 'conflict':
      return 'Another staff member changed it meanwhile. Look at theirs first';
    case 'is_archived':
      return 'It is archived. Restore it first';
    case 'unreadable':
      return outcome.message;
    case 'too_many':
      return `A store may have ${String(outcome.most)} of them, archived ones too. Discard a draft that was never published first`;
    case 'not_found':
      return 'It was changed meanwhile. Reload the page';
  }
}

function formOf(intent: string, { kind, key }: { kind: string; key: string }) {
  return { intent, kind, key };
}
