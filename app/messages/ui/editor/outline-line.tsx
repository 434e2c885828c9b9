import { Draggable } from '@hello-pangea/dnd';
import { Box, Icon, Text } from '@shopify/polaris';
import { DragHandleIcon } from '@shopify/polaris-icons';
import type { EmailVariable } from '#app/messages/blocks/email-variables.ts';
import type { OutlineRow } from '#app/messages/editor/outline-rows.ts';
import { AddBlockMenu } from './add-block-menu.tsx';
import { addBlock } from './block-actions.ts';
import { blockExcerpt, blockKindLabel } from './block-words.ts';
import { useEmail, useEmailParts } from './email-editor-context.tsx';
import { OutlineButton } from './outline-button.tsx';

export type OutlineLineProps = { row: OutlineRow; index: number; isChosen: boolean };

/** A line of the outline. Only those of blocks are moved; the others say where columns begin and end. */
export function OutlineLine({ row, index, isChosen }: OutlineLineProps) {
  const { variables } = useEmailParts();
  return (
    <Draggable draggableId={row.id} index={index} isDragDisabled={row.kind !== 'block'}>
      {({ innerRef, draggableProps, dragHandleProps }) => (
        <div {...draggableProps} ref={innerRef} className={placeClass(row)}>
          {row.kind === 'block' ? (
            <>
              <span
                {...dragHandleProps}
                className="email-outline-handle"
                aria-label={`Move ${wordsOf(row, variables)}`}
              >
                <Icon source={DragHandleIcon} tone="subdued" />
              </span>
              <BlockLine row={row} isChosen={isChosen} />
            </>
          ) : row.kind === 'column' ? (
            <Box paddingInline="200" paddingBlock="100">
              <Text as="span" tone="subdued" variant="bodySm">
                {`Column ${String(row.column + 1)}`}
              </Text>
            </Box>
          ) : (
            <ColumnEnd row={row} />
          )}
        </div>
      )}
    </Draggable>
  );
}

type RowOf<Kind extends OutlineRow['kind']> = Extract<OutlineRow, { kind: Kind }>;

function placeClass(row: OutlineRow): string {
  const isInside = row.kind !== 'block' || row.place.columnsId !== null;
  return `email-outline-row${isInside ? ' email-outline-inside' : ''}`;
}

function wordsOf({ block }: RowOf<'block'>, variables: readonly EmailVariable[]): string {
  const excerpt = blockExcerpt(block, variables);
  const label = blockKindLabel(block.kind);
  return excerpt === '' ? label : `${label}: ${excerpt}`;
}

function BlockLine({ row, isChosen }: { row: RowOf<'block'>; isChosen: boolean }) {
  const { store, variables } = useEmailParts();
  const { block } = row;
  const hasProblem = useEmail(({ problems }) =>
    problems.some(({ stepId, severity }) => stepId === block.id && severity !== 'warning'),
  );
  return (
    <OutlineButton
      label={blockKindLabel(block.kind)}
      excerpt={blockExcerpt(block, variables)}
      isChosen={isChosen}
      onClick={() => store.getState().open(block.id)}
    >
      {hasProblem ? <span className="email-outline-problem">Needs attention</span> : null}
    </OutlineButton>
  );
}

function ColumnEnd({ row: { place } }: { row: RowOf<'column_end'> }) {
  const { store } = useEmailParts();
  return (
    <AddBlockMenu
      size="small"
      label={`Add block to column ${String(place.column + 1)}`}
      hasColumns={false}
      onChoose={(kind) => addBlock(store, kind, place)}
    />
  );
}
