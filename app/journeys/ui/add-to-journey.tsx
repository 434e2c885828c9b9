import { useFetcher } from '@remix-run/react';
import { ActionList, Button, Popover } from '@shopify/polaris';
import { useCallback, useState } from 'react';
import type { AddableJourney } from '#app/journeys/page/addable-journeys.ts';
import { refusalWords, type PersonEntryOutcome } from '#app/journeys/page/entry-words.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';

export type AddToJourneyProps = { personId: string; journeys: AddableJourney[] };

/** Adds a person to a journey that is running; says why when they cannot enter, and offers to undo it. */
export function AddToJourney({ personId, journeys }: AddToJourneyProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { data, state, submit: post } = useFetcher<PersonEntryOutcome>();
  const submit = useCallback(
    (form: Record<string, string>) =>
      post(form, { method: 'post', action: `/app/people/${personId}/journeys` }),
    [post, personId],
  );
  useOutcomeToast({ data, submit }, entryToast);
  if (journeys.length === 0) return null;
  return (
    <Popover
      active={isOpen}
      onClose={() => setIsOpen(false)}
      activator={
        <Button
          disclosure
          loading={state !== 'idle'}
          onClick={() => setIsOpen((wasOpen) => !wasOpen)}
        >
          Add to journey
        </Button>
      }
    >
      <ActionList
        actionRole="menuitem"
        items={journeys.map(({ key, name }) => ({
          content: name,
          onAction: () => {
            setIsOpen(false);
            submit({ intent: 'add', journey: key });
          },
        }))}
      />
    </Popover>
  );
}

function entryToast(outcome: PersonEntryOutcome): OutcomeToast {
  switch (outcome.outcome) {
    case 'started':
      return { text: 'Added to the journey', undo: { intent: 'remove', run: outcome.runId } };
    case 'refused':
      return { text: refusalWords(outcome.reason), isError: true };
    case 'exited':
      return { text: 'Removed from the journey' };
    case 'not_found':
      return { text: 'It changed meanwhile', isError: true };
  }
}
