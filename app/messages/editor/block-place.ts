import {
  type ColumnsBlock,
  type EmailBlock,
  type EmailDesign,
  MOST_BLOCKS,
  MOST_IN_COLUMN,
} from '#app/messages/blocks/email-design.ts';
import type { ColumnBlock } from '#app/messages/blocks/column-blocks.ts';

/** Where a block stands: among those of the email, or in a column of a block of columns. */
export type BlockPlace = {
  /** Of the block of columns; null among those of the email. */
  columnsId: string | null;
  /** Counted from the left, from 0; 0 among those of the email. */
  column: number;
  /** Counted from above, from 0. */
  index: number;
};

/** The blocks of columns of an email. */
function columnsOf({ blocks }: EmailDesign): ColumnsBlock[] {
  return blocks.filter((block): block is ColumnsBlock => block.kind === 'columns');
}

/** Where a block stands; undefined when the email has no such block. */
export function placeOfBlock(design: EmailDesign, id: string): BlockPlace | undefined {
  const index = design.blocks.findIndex((block) => block.id === id);
  if (index >= 0) return { columnsId: null, column: 0, index };
  for (const { id: columnsId, columns } of columnsOf(design))
    for (const [column, blocks] of columns.entries()) {
      const inColumn = blocks.findIndex((block) => block.id === id);
      if (inColumn >= 0) return { columnsId, column, index: inColumn };
    }
  return undefined;
}

/** A block by its id, wherever it stands. */
export function blockById(design: EmailDesign, id: string): EmailBlock | undefined {
  return (
    design.blocks.find((block) => block.id === id) ??
    columnsOf(design)
      .flatMap(({ columns }) => columns.flat())
      .find((block) => block.id === id)
  );
}

/** The ids of all blocks, those of columns and those in them. */
export function blockIds(design: EmailDesign): string[] {
  return design.blocks.flatMap((block) =>
    block.kind === 'columns' ? [block.id, ...block.columns.flat().map(({ id }) => id)] : [block.id],
  );
}

/** The blocks that stand where a place is: those of the email, or of one column. */
export function siblingsAt(
  design: EmailDesign,
  { columnsId, column }: Pick<BlockPlace, 'columnsId' | 'column'>,
): readonly EmailBlock[] {
  if (columnsId === null) return design.blocks;
  return columnsOf(design).find(({ id }) => id === columnsId)?.columns[column] ?? [];
}

/** Whether one more block has room there. Blocks of columns stand in no column. */
export function hasRoomAt(design: EmailDesign, place: BlockPlace, isColumns: boolean): boolean {
  if (place.columnsId !== null && isColumns) return false;
  const most = place.columnsId === null ? MOST_BLOCKS : MOST_IN_COLUMN;
  return siblingsAt(design, place).length < most;
}

/** The email with other blocks where a place is. @param change gives the blocks that stand there then */
export function withSiblingsAt(
  design: EmailDesign,
  { columnsId, column }: Pick<BlockPlace, 'columnsId' | 'column'>,
  change: (blocks: readonly EmailBlock[]) => EmailBlock[],
): EmailDesign {
  if (columnsId === null) return { ...design, blocks: change(design.blocks) };
  const blocks = design.blocks.map((block) => {
    if (block.id !== columnsId || block.kind !== 'columns') return block;
    const columns = block.columns.map((own, place) =>
      place === column ? change(own).filter(isColumnBlock) : own,
    );
    return { ...block, columns };
  });
  return { ...design, blocks };
}

/** Whether a block can stand in a column. */
function isColumnBlock(block: EmailBlock): block is ColumnBlock {
  return block.kind !== 'columns';
}
