import type { EmailBlock, EmailDesign } from '#app/messages/blocks/email-design.ts';
import type { BlockPlace } from './block-place.ts';

/** A line of the outline of an email: its blocks from above, and of columns where each begins and ends. */
export type OutlineRow =
  | { kind: 'block'; id: string; block: EmailBlock; place: BlockPlace }
  | { kind: 'column'; id: string; columnsId: string; column: number }
  /** Where a block is added to the end of a column. */
  | { kind: 'column_end'; id: string; place: BlockPlace & { columnsId: string }; isLast: boolean };

/** The outline of an email. @param closedId of a block of columns of which only its own line is shown, while it is moved */
export function outlineRows({ blocks }: EmailDesign, closedId: string | null = null): OutlineRow[] {
  return blocks.flatMap((block, index) => {
    const own = blockRow(block, { columnsId: null, column: 0, index });
    if (block.kind !== 'columns' || block.id === closedId) return [own];
    const { id: columnsId, columns } = block;
    const inside = columns.flatMap((inner, column): OutlineRow[] => {
      const name = `${columnsId}/${String(column)}`;
      const end = { columnsId, column, index: inner.length };
      return [
        { kind: 'column', id: name, columnsId, column },
        ...inner.map((one, place) => blockRow(one, { columnsId, column, index: place })),
        {
          kind: 'column_end',
          id: `${name}/end`,
          place: end,
          isLast: column === columns.length - 1,
        },
      ];
    });
    return [own, ...inside];
  });
}

function blockRow(block: EmailBlock, place: BlockPlace): OutlineRow {
  return { kind: 'block', id: block.id, block, place };
}

/**
 * Where a block comes to that is dropped in the outline. Blocks of columns, which stand in no column, come below the columns that
 * they are dropped on.
 * @param rows the outline, with only the own line of the block that is moved
 * @param to the line that it stands in then
 */
export function placeOfDrop(rows: readonly OutlineRow[], id: string, to: number): BlockPlace {
  const others = rows.filter((row) => row.id !== id);
  const isColumns = rows.some(
    (row) => row.kind === 'block' && row.id === id && row.block.kind === 'columns',
  );
  const place = placeBelow(others[to - 1], id, rows);
  if (!isColumns || place.columnsId === null) return place;
  const parent = others.find((row) => row.kind === 'block' && row.id === place.columnsId);
  const index = parent?.kind === 'block' ? parent.place.index : 0;
  return below({ columnsId: null, column: 0, index }, id, rows);
}

/** The place below a line of the outline. */
function placeBelow(
  row: OutlineRow | undefined,
  id: string,
  rows: readonly OutlineRow[],
): BlockPlace {
  if (!row) return { columnsId: null, column: 0, index: 0 };
  if (row.kind === 'column') return { columnsId: row.columnsId, column: row.column, index: 0 };
  if (row.kind === 'block')
    return row.block.kind === 'columns'
      ? { columnsId: row.id, column: 0, index: 0 }
      : below(row.place, id, rows);
  const { place, isLast } = row;
  const parent = rows.find((one) => one.kind === 'block' && one.id === place.columnsId);
  if (isLast && parent?.kind === 'block') return below(parent.place, id, rows);
  return below({ ...place, index: place.index - 1 }, id, rows);
}

/** The place below another, counted without the block that is moved. */
function below(place: BlockPlace, id: string, rows: readonly OutlineRow[]): BlockPlace {
  const moved = rows.find((row) => row.kind === 'block' && row.id === id);
  const from = moved?.kind === 'block' ? moved.place : null;
  const isAbove =
    from !== null &&
    from.columnsId === place.columnsId &&
    from.column === place.column &&
    from.index <= place.index;
  return { ...place, index: place.index + (isAbove ? 0 : 1) };
}
