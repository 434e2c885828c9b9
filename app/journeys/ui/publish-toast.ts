import type { DiscardOutcome, PublishOutcome } from '#app/definitions/definition-outcome.ts';

/** What is said of publishing a journey, or of discarding its draft. */
export function publishToast(outcome: PublishOutcome | DiscardOutcome): {
  text: string;
  isError: boolean;
} {
  switch (outcome.outcome) {
    case 'published':
      return { text: `Published as version ${String(outcome.version)}`, isError: false };
    case 'unchanged':
      return { text: 'Nothing to publish: it says the same as the live version', isError: false };
    case 'invalid':
      return { text: 'Not published. Solve the problems first', isError: true };
    case 'conflict':
      return {
        text: 'Another staff member changed it meanwhile. Look at theirs first',
        isError: true,
      };
    case 'is_archived':
      return { text: 'The journey is archived. Restore it first', isError: true };
    case 'not_found':
      return { text: 'There is no draft any more', isError: true };
    case 'discarded':
      return { text: 'Draft discarded', isError: false };
  }
}
