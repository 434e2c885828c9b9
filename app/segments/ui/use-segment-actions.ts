import { useFetcher } from '@remix-run/react';
import type { ArchiveOutcome } from '#app/segments/archive-segment.ts';
import type { SegmentOutcome } from '#app/segments/save-segment.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';

/** What can be done to a segment on its page. */
export type SegmentActions = {
  isBusy: boolean;
  archive: () => void;
  unarchive: () => void;
  /**
   * Makes an earlier version the newest again.
   * @param base the version that was seen as the newest
   */
  restore: (version: number, base: number) => void;
};

/** Changes the segment of the page, says what came of it, and offers to undo an archiving. */
export function useSegmentActions(): SegmentActions {
  const fetcher = useFetcher<SegmentOutcome | ArchiveOutcome>();
  useOutcomeToast(fetcher, segmentToast);
  const { state, submit } = fetcher;
  return {
    isBusy: state !== 'idle',
    archive: () => submit({ intent: 'archive' }, { method: 'post' }),
    unarchive: () => submit({ intent: 'unarchive' }, { method: 'post' }),
    restore: (version, base) =>
      submit(
        { intent: 'restore', version: String(version), base: String(base) },
        { method: 'post' },
      ),
  };
}

const DONE = new Set(['archived', 'unarchived', 'saved', 'unchanged']);

function segmentToast(outcome: SegmentOutcome | ArchiveOutcome): OutcomeToast {
  return {
    text: outcomeText(outcome),
    isError: !DONE.has(outcome.outcome),
    ...(outcome.outcome === 'archived' && { undo: { intent: 'unarchive' } }),
  };
}

function outcomeText(outcome: SegmentOutcome | ArchiveOutcome): string {
  switch (outcome.outcome) {
    case 'archived':
      return 'Segment archived';
    case 'unarchived':
      return 'Segment restored';
    case 'used':
      return `Not archived: ${outcome.by.join(', ')} uses it`;
    case 'name_taken':
      return 'Another segment took its name. Rename that one first';
    case 'too_dear':
      return `Not restored: ${outcome.message}`;
    case 'saved':
      return `Saved as version ${String(outcome.version)}`;
    case 'unchanged':
      return 'Nothing to change';
    case 'refused':
      return outcome.errors.predicate ?? outcome.errors.name ?? 'Something it uses was deleted';
    case 'conflict':
      return 'Another staff member saved meanwhile';
    case 'not_found':
      return 'The segment is archived';
  }
}
