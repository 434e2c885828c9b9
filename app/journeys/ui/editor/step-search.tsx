import { Button, InlineStack, TextField } from '@shopify/polaris';
import { memo, useState } from 'react';
import { searchSteps } from '#app/journeys/editor/search-steps.ts';
import { useEditorParts } from './editor-context.tsx';
import { useStepCards } from './use-step-cards.ts';

const LONGEST_SEARCH = 100;

/** Finds steps by their words: Enter goes from one to the next. While nothing is searched, no change of steps draws it again. */
export const StepSearch = memo(function StepSearch() {
  const { store } = useEditorParts();
  const [search, setSearch] = useState('');
  const cards = useStepCards(search !== '');
  const found = searchSteps(cards, search);
  function showNext(): void {
    const [current = ''] = store.getState().selection;
    const next = found[(found.indexOf(current) + 1) % found.length];
    if (next !== undefined) store.getState().show(next);
  }
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        showNext();
      }}
    >
      <InlineStack gap="100" blockAlign="center" wrap={false}>
        <TextField
          label="Search steps"
          labelHidden
          placeholder="Search steps"
          autoComplete="off"
          maxLength={LONGEST_SEARCH}
          value={search}
          onChange={setSearch}
          suffix={search === '' ? undefined : `${String(found.length)} found`}
        />
        <Button submit disabled={found.length === 0}>
          Find
        </Button>
      </InlineStack>
    </form>
  );
});
