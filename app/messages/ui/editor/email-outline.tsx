import { DragDropContext, Droppable, type DropResult } from '@hello-pangea/dnd';
import { BlockStack, Box, Card, InlineStack, Text } from '@shopify/polaris';
import { useMemo, useState } from 'react';
import { HistoryButtons } from '#app/definitions/ui/history-buttons.tsx';
import { outlineRows, placeOfDrop } from '#app/messages/editor/outline-rows.ts';
import { AddBlockMenu } from './add-block-menu.tsx';
import { addBlock, moveTo, placeForAdding } from './block-actions.ts';
import { useEmail, useEmailParts, useShownDesign } from './email-editor-context.tsx';
import { EMAIL_ID, emailPartIds } from './email-store.ts';
import { OutlineButton } from './outline-button.tsx';
import { OutlineLine } from './outline-line.tsx';

/** The blocks of an email from above, to choose, move and add. They are moved by mouse, finger and keyboard. */
export function EmailOutline() {
  const { store } = useEmailParts();
  const design = useShownDesign();
  const selection = useEmail((state) => state.selection);
  const [draggedId, setDraggedId] = useState<string | null>(null);
  // Of columns that are moved only their own line is shown.
  const rows = useMemo(() => outlineRows(design, draggedId), [design, draggedId]);
  function drop({ draggableId, destination }: DropResult): void {
    const closed = outlineRows(design, draggableId);
    setDraggedId(null);
    if (destination)
      moveTo(store, draggableId, placeOfDrop(closed, draggableId, destination.index));
  }
  return (
    <Card padding="0">
      <nav aria-label="Blocks of the email">
        <Box padding="300" paddingBlockEnd="200">
          <InlineStack align="space-between" blockAlign="center">
            <Text as="h2" variant="headingMd">
              Blocks
            </Text>
            <HistoryButtons store={store} idsOf={emailPartIds} />
          </InlineStack>
        </Box>
        <Box paddingInline="200">
          <OutlineButton
            label="Subject and purpose"
            isChosen={selection.includes(EMAIL_ID)}
            onClick={() => store.getState().open(EMAIL_ID)}
          />
        </Box>
        <DragDropContext
          onBeforeCapture={({ draggableId }) => setDraggedId(draggableId)}
          onDragEnd={drop}
        >
          <Droppable droppableId="blocks">
            {({ innerRef, droppableProps, placeholder }) => (
              <Box paddingInline="200">
                <div {...droppableProps} ref={innerRef}>
                  {rows.map((row, index) => (
                    <OutlineLine
                      key={row.id}
                      row={row}
                      index={index}
                      isChosen={selection.includes(row.id)}
                    />
                  ))}
                  {placeholder}
                </div>
              </Box>
            )}
          </Droppable>
        </DragDropContext>
        <Box padding="300" paddingBlockStart="200">
          <BlockStack>
            <AddBlockMenu
              size="normal"
              label="Add block"
              hasColumns
              onChoose={(kind) => addBlock(store, kind, placeForAdding(store, kind))}
            />
          </BlockStack>
        </Box>
      </nav>
    </Card>
  );
}
