import type { ColumnsBlock, EmailBlock, EmailDesign } from '#app/messages/blocks/email-design.ts';
import {
  blockById,
  siblingsAt,
  type BlockPlace,
  hasRoomAt,
  placeOfBlock,
  withSiblingsAt,
} from './block-place.ts';

/** Each edit gives the email as it is then; one that cannot be made gives the same email. */

/** Puts a block somewhere. */
export function insertBlock(
  design: EmailDesign,
  place: BlockPlace,
  block: EmailBlock,
): EmailDesign {
  if (!hasRoomAt(design, place, block.kind === 'columns')) return design;
  return withSiblingsAt(design, place, (blocks) => blocks.toSpliced(place.index, 0, block));
}

/** Takes a block out, with all that stands in it. */
export function deleteBlock(design: EmailDesign, id: string): EmailDesign {
  const place = placeOfBlock(design, id);
  if (!place) return design;
  return withSiblingsAt(design, place, (blocks) => blocks.toSpliced(place.index, 1));
}

/** Puts a changed block in the place of the one with its id. */
export function changeBlock(design: EmailDesign, block: EmailBlock): EmailDesign {
  const place = placeOfBlock(design, block.id);
  if (!place) return design;
  return withSiblingsAt(design, place, (blocks) => blocks.with(place.index, block));
}

/** Moves a block. @param place where it stands then, counted without it */
export function moveBlock(design: EmailDesign, id: string, place: BlockPlace): EmailDesign {
  const block = blockById(design, id);
  if (!block || place.columnsId === id) return design;
  const without = deleteBlock(design, id);
  const moved = insertBlock(without, place, block);
  return moved === without ? design : moved;
}

/** Puts a copy of a block below it. @param newId gives an id that no block has, for it and for each block in it */
export function duplicateBlock(design: EmailDesign, id: string, newId: () => string): EmailDesign {
  const [block, place] = [blockById(design, id), placeOfBlock(design, id)];
  if (!block || !place) return design;
  const copy = copyOfBlock(block, newId);
  return insertBlock(design, { ...place, index: place.index + 1 }, copy);
}

/** The same block under another id. */
function copyOfBlock(block: EmailBlock, newId: () => string): EmailBlock {
  if (block.kind !== 'columns') return { ...block, id: newId() };
  const columns = block.columns.map((own) => own.map((inner) => ({ ...inner, id: newId() })));
  return { ...block, id: newId(), columns };
}

/** Gives a block of columns more or fewer: what stood in columns that are gone comes into the last that is left. */
export function setColumnCount(block: ColumnsBlock, count: number): ColumnsBlock {
  const kept = block.columns.slice(0, count);
  const gone = block.columns.slice(count).flat();
  const columns = Array.from({ length: count }, (_none, place) => kept[place] ?? []);
  return { ...block, columns: columns.with(-1, [...(columns.at(-1) ?? []), ...gone]) };
}

/** Where a block comes to when it is moved by one; null where it cannot go on. Out of a column it comes beside its columns. */
export function placeBeside(
  design: EmailDesign,
  id: string,
  direction: 'up' | 'down',
): BlockPlace | null {
  const place = placeOfBlock(design, id);
  if (!place) return null;
  const last = siblingsAt(design, place).length - 1;
  const index = place.index + (direction === 'up' ? -1 : 1);
  if (index >= 0 && index <= last) return { ...place, index };
  if (place.columnsId === null) return null;
  const parent = placeOfBlock(design, place.columnsId);
  if (!parent) return null;
  return { ...parent, index: parent.index + (direction === 'up' ? 0 : 1) };
}
