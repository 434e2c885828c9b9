import { Box, Button, ButtonGroup, InlineStack } from '@shopify/polaris';
import { PlusIcon } from '@shopify/polaris-icons';
import { memo } from 'react';
import { useStore } from 'zustand';
import { HistoryButtons } from '#app/definitions/ui/history-buttons.tsx';
import { edgeForAdding } from '#app/journeys/editor/step-order.ts';
import { withoutPlaces } from '#app/journeys/editor/step-layout.ts';
import { choosableIds } from '#app/journeys/ui/editor-store.ts';
import { PeriodField } from '#app/journeys/ui/period-field.tsx';
import type { OpenAddMenu } from './add-button.tsx';
import { useEditor, useEditorParts } from './editor-context.tsx';
import { currentStep, pasteCopied } from './step-actions.ts';
import { StepSearch } from './step-search.tsx';

export type EditorView = 'canvas' | 'list';

export type EditorToolbarProps = {
  view: EditorView;
  /** Null where there is room for the list only. */
  onView: ((view: EditorView) => void) | null;
  openMenu: OpenAddMenu;
};

/** What is done on the canvas and the list alike. */
export const EditorToolbar = memo(function EditorToolbar({
  view,
  onView,
  openMenu,
}: EditorToolbarProps) {
  const { store, figures } = useEditorParts();
  const hasCopied = useStore(store.copied, ({ steps }) => steps.length > 0);
  const hasPlaces = useEditor(({ content }) => content.layout !== undefined);
  function openBelow(button: Element): void {
    const { content, selection } = store.getState();
    const current = currentStep(selection);
    openMenu(current === undefined ? null : edgeForAdding(content, current), button);
  }
  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <InlineStack gap="300" align="space-between" blockAlign="center">
        <InlineStack gap="200" blockAlign="center">
          <div onClick={(event) => openBelow(event.currentTarget)}>
            <Button icon={PlusIcon}>Add step</Button>
          </div>
          <HistoryButtons store={store} idsOf={choosableIds} />
          {hasCopied ? <Button onClick={() => pasteCopied(store)}>Paste</Button> : null}
          {hasPlaces && view === 'canvas' ? (
            <Button onClick={() => store.getState().edit(withoutPlaces, { say: 'Tidied up' })}>
              Tidy up
            </Button>
          ) : null}
        </InlineStack>
        <InlineStack gap="200" blockAlign="center">
          {figures ? <PeriodField days={figures.days} /> : null}
          <StepSearch />
          {onView ? (
            <ButtonGroup variant="segmented">
              <Button pressed={view === 'canvas'} onClick={() => onView('canvas')}>
                Canvas
              </Button>
              <Button pressed={view === 'list'} onClick={() => onView('list')}>
                List
              </Button>
            </ButtonGroup>
          ) : null}
        </InlineStack>
      </InlineStack>
    </Box>
  );
});
