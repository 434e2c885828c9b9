import type { OfferOutcome } from '#app/offers/page/offer-outcome.ts';
import type { OutcomeToast } from '#app/ui/use-outcome-toast.ts';

/** What is said of a change of an offer, and how it is undone. */
export function offerToast(outcome: OfferOutcome): OutcomeToast {
  switch (outcome.outcome) {
    case 'saved':
      return { text: 'Draft saved' };
    case 'published':
      return { text: `Published as version ${String(outcome.version)}` };
    case 'unchanged':
      return { text: 'It says the same as the published version' };
    case 'discarded':
      return { text: 'Draft discarded' };
    case 'archived':
      return { text: 'Archived', undo: { intent: 'restore', kind: 'offer', key: outcome.key } };
    case 'restored':
      return { text: 'Restored' };
    case 'paused':
      return { text: 'Paused' };
    case 'resumed':
      return { text: 'Resumed' };
    case 'used':
      return { text: `Not archived. Used by ${outcome.by.join(', ')}`, isError: true };
    case 'invalid':
      return { text: outcome.problems[0]?.message ?? 'It has a problem', isError: true };
    case 'conflict':
      return { text: 'Another staff member saved meanwhile', isError: true };
    case 'is_archived':
      return { text: 'It is archived. Restore it first', isError: true };
    case 'unreadable':
      return { text: outcome.message, isError: true };
    case 'too_many':
      return { text: `A store may have ${String(outcome.most)} offers`, isError: true };
    case 'not_found':
      return { text: 'It was changed meanwhile', isError: true };
  }
}
