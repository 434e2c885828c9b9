import { blankColumnBlock } from '#app/messages/blocks/column-blocks.ts';
import type { EmailBlock, EmailDesign } from '#app/messages/blocks/email-design.ts';
import {
  blockById,
  blockIds,
  type BlockPlace,
  placeOfBlock,
} from '#app/messages/editor/block-place.ts';
import {
  deleteBlock,
  duplicateBlock,
  insertBlock,
  moveBlock,
  placeBeside,
} from '#app/messages/editor/edit-blocks.ts';
import { blockKindLabel } from './block-words.ts';
import { editDesign, EMAIL_ID, type EmailStore, shownDesign } from './email-store.ts';

const NO_ROOM = 'There is no room for another block here.';

/** An id that no block has. */
function newBlockId(): string {
  return crypto.randomUUID().slice(0, 8);
}

/** Where a block is added that is not put anywhere: below the chosen one, columns below its columns, or at the end. */
export function placeForAdding(store: EmailStore, kind: EmailBlock['kind']): BlockPlace {
  const design = shownDesign(store);
  const [chosen = EMAIL_ID] = store.getState().selection;
  const own = placeOfBlock(design, chosen);
  const place =
    kind === 'columns' && own && own.columnsId !== null ? placeOfBlock(design, own.columnsId) : own;
  if (place) return { ...place, index: place.index + 1 };
  return { columnsId: null, column: 0, index: design.blocks.length };
}

/** Adds a new block of a kind, and chooses it. */
export function addBlock(store: EmailStore, kind: EmailBlock['kind'], place: BlockPlace): void {
  const id = newBlockId();
  const block: EmailBlock =
    kind === 'columns' ? { id, kind, columns: [[], []] } : blankColumnBlock(kind, id);
  changeBlocks(store, (design) => insertBlock(design, place, block), {
    say: `${blockKindLabel(kind)} added`,
    select: [id],
  });
}

/** Puts a copy of a block below it, and chooses the copy. */
export function duplicateChosen(store: EmailStore, id: string): void {
  const design = shownDesign(store);
  const copied = duplicateBlock(design, id, newBlockId);
  const before = new Set(blockIds(design));
  const added = copied.blocks.length > design.blocks.length ? copied.blocks : [];
  const own = [...added.map((block) => block.id), ...blockIds(copied)].find(
    (one) => !before.has(one),
  );
  changeBlocks(store, () => copied, { say: 'Block duplicated', select: own ? [own] : [id] });
}

/** Deletes a block, and chooses the one that stands in its place then. */
export function deleteChosen(store: EmailStore, id: string): void {
  const design = shownDesign(store);
  const without = deleteBlock(design, id);
  const order = blockIds(design);
  const left = new Set(blockIds(without));
  const at = order.indexOf(id);
  const next = order.slice(at).find((one) => left.has(one));
  const before = order.slice(0, at).findLast((one) => left.has(one));
  changeBlocks(store, () => without, {
    say: 'Block deleted',
    select: [next ?? before ?? EMAIL_ID],
  });
}

/** Moves a block up or down by one, out of its columns at their ends. */
export function moveChosen(store: EmailStore, id: string, direction: 'up' | 'down'): void {
  const place = placeBeside(shownDesign(store), id, direction);
  if (place) moveTo(store, id, place);
}

/** Moves a block. */
export function moveTo(store: EmailStore, id: string, place: BlockPlace): void {
  const design = shownDesign(store);
  const block = blockById(design, id);
  if (!block || JSON.stringify(placeOfBlock(design, id)) === JSON.stringify(place)) return;
  changeBlocks(store, (now) => moveBlock(now, id, place), {
    say: `${blockKindLabel(block.kind)} moved`,
    select: [id],
  });
}

function changeBlocks(
  store: EmailStore,
  change: (design: EmailDesign) => EmailDesign,
  note: { say: string; select: readonly string[] },
): void {
  const before = shownDesign(store);
  const after = change(before);
  if (after === before) store.getState().announce(NO_ROOM, true);
  else editDesign(store, () => after, note);
}
