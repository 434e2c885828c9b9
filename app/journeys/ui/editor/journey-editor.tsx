import { useAppBridge } from '@shopify/app-bridge-react';
import { Box, Button, Card, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import { memo, useCallback, useEffect, useState } from 'react';
import { useIsInBrowser } from '#app/ui/use-is-in-browser.ts';
import { AddMenuProvider, type OpenAddMenu } from './add-button.tsx';
import { AddStepMenu, type AddPlace } from './add-step-menu.tsx';
import { useEditor, useEditorParts } from './editor-context.tsx';
import { EditorToolbar, type EditorView } from './editor-toolbar.tsx';
import { JourneyCanvas } from './journey-canvas.tsx';
import { addPatternAt, addStepAt } from './step-actions.ts';
import { StepListView } from './step-list-view.tsx';
import { StepPanel } from './step-panel.tsx';
import { CANVAS_KEYS } from './use-canvas-keys.ts';
import { runAfterFrame } from './use-after-frame.ts';
import { useEditingKeys } from './use-editing-keys.ts';

export type JourneyEditorProps = {
  /** Whether there is room for a canvas. */
  isWide: boolean;
};

/** A menu stands at least so far from the edges of the window, in pixels. */
const EDGE = 8;

/**
 * Where a journey is drawn: a canvas or a list, and beside it the settings of what is chosen. The page around it, which
 * says how far it is saved, is drawn without it.
 */
export const JourneyEditor = memo(function JourneyEditor({ isWide }: JourneyEditorProps) {
  const { store } = useEditorParts();
  const [wanted, setWanted] = useState<EditorView>('canvas');
  const [place, setPlace] = useState<AddPlace | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const isInBrowser = useIsInBrowser();
  useEditingKeys();
  const view = isWide ? wanted : 'list';
  const openMenu = useCallback<OpenAddMenu>((at, below) => {
    const { left, bottom } = below.getBoundingClientRect();
    // A menu that hangs on something out of view closes at once.
    const [x, y] = [Math.min(left, innerWidth - EDGE), Math.min(bottom, innerHeight - EDGE)];
    setPlace({ x: Math.max(x, EDGE), y: Math.max(y, EDGE), at });
  }, []);
  // The menu closes in the frame that answers, and has given the focus back to where it stood when the step is added.
  const addAfterFrame = (add: () => string) => {
    setPlace(null);
    runAfterFrame(() => {
      const id = add();
      if (id !== '') requestAnimationFrame(() => store.getState().show(id));
    });
  };
  const steps = (
    <Card padding="0">
      <EditorToolbar view={view} onView={isWide ? setWanted : null} openMenu={openMenu} />
      {view === 'list' ? (
        <Box padding="300">
          <StepListView openMenu={openMenu} onOpen={() => setIsOpen(true)} />
        </Box>
      ) : (
        <>
          {isInBrowser ? <JourneyCanvas openMenu={openMenu} /> : null}
          <Box padding="200" borderBlockStartWidth="025" borderColor="border">
            <Text as="p" id="canvas-keys" variant="bodySm" tone="subdued">
              {CANVAS_KEYS}
            </Text>
          </Box>
        </>
      )}
    </Card>
  );
  return (
    <AddMenuProvider value={openMenu}>
      {isWide ? (
        <InlineGrid columns="minmax(0, 1fr) 20rem" gap="400" alignItems="start">
          {steps}
          <StepPanel />
        </InlineGrid>
      ) : isOpen ? (
        <>
          <Box paddingBlockEnd="300">
            <InlineStack>
              <Button onClick={() => setIsOpen(false)}>Show all steps</Button>
            </InlineStack>
          </Box>
          <StepPanel />
        </>
      ) : (
        steps
      )}
      {place ? (
        <AddStepMenu
          place={place}
          onClose={(isByKey) => {
            setPlace(null);
            const [id] = store.getState().selection;
            if (isByKey && id !== undefined) store.getState().show(id);
          }}
          onChoose={(kind) => addAfterFrame(() => addStepAt(store, kind, place.at))}
          onChoosePattern={(name) => addAfterFrame(() => addPatternAt(store, name, place.at))}
        />
      ) : null}
      <Announcements />
    </AddMenuProvider>
  );
});

/** Says to screen readers what was done, and to all what was not. */
function Announcements() {
  const bridge = useAppBridge();
  const { text, number, isProblem } = useEditor((state) => state.announcement);
  useEffect(() => {
    if (isProblem) bridge.toast.show(text, { isError: true });
  }, [bridge, text, number, isProblem]);
  return (
    <Box visuallyHidden>
      <div role="status">
        <span key={number}>{text}</span>
      </div>
    </Box>
  );
}
