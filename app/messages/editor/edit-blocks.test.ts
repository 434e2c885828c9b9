import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blankColumnBlock } from '#app/messages/blocks/column-blocks.ts';
import {
  type ColumnsBlock,
  EmailDesign,
  MOST_BLOCKS,
  MOST_IN_COLUMN,
} from '#app/messages/blocks/email-design.ts';
import { anyEmailDesign } from '#tests/arbitraries/email-design.ts';
import { blockById, blockIds, hasRoomAt, placeOfBlock } from './block-place.ts';
import {
  changeBlock,
  deleteBlock,
  duplicateBlock,
  insertBlock,
  moveBlock,
  placeBeside,
  setColumnCount,
} from './edit-blocks.ts';
import { outlineRows, placeOfDrop } from './outline-rows.ts';

function heading(id: string) {
  return blankColumnBlock('heading', id);
}
function columns(id: string, ...of: string[][]): ColumnsBlock {
  return { id, kind: 'columns', columns: of.map((ids) => ids.map(heading)) };
}
function designOf(...blocks: EmailDesign['blocks']): EmailDesign {
  return { subject: [], preheader: [], blocks };
}
function top(index: number) {
  return { columnsId: null, column: 0, index };
}

/** The email in short: columns stand in brackets. */
function drawn({ blocks }: EmailDesign): string {
  return blocks
    .map((block) =>
      block.kind === 'columns'
        ? `${block.id}[${block.columns.map((own) => own.map(({ id }) => id).join(' ')).join('|')}]`
        : block.id,
    )
    .join(' ');
}

const design = designOf(heading('a'), columns('c', ['x', 'y'], []), heading('b'));

test('blocks are put in, taken out, changed and duplicated, in columns as well', () => {
  const inColumn = { columnsId: 'c', column: 1, index: 0 };
  expect(drawn(insertBlock(design, top(1), heading('n')))).toBe('a n c[x y|] b');
  expect(drawn(insertBlock(design, inColumn, heading('n')))).toBe('a c[x y|n] b');
  expect(drawn(deleteBlock(design, 'x'))).toBe('a c[y|] b');
  expect(drawn(deleteBlock(design, 'c'))).toBe('a b');
  let made = 0;
  const newId = () => `n${String((made += 1))}`;
  expect(drawn(duplicateBlock(design, 'c', newId))).toBe('a c[x y|] n3[n1 n2|] b');
  const changed = changeBlock(design, blankColumnBlock('divider', 'y'));
  expect(blockById(changed, 'y')?.kind).toBe('divider');
});

test('what has no room changes nothing', () => {
  const full = designOf(
    ...Array.from({ length: MOST_BLOCKS }, (_none, n) => heading(`b${String(n)}`)),
  );
  expect(insertBlock(full, top(0), heading('n'))).toBe(full);
  expect(insertBlock(design, { columnsId: 'c', column: 1, index: 0 }, columns('d', [], []))).toBe(
    design,
  );
  const ids = Array.from({ length: MOST_IN_COLUMN }, (_none, n) => `b${String(n)}`);
  const narrow = designOf(heading('a'), columns('c', ids, []));
  expect(moveBlock(narrow, 'a', { columnsId: 'c', column: 0, index: 0 })).toBe(narrow);
});

test.each([
  ['b', 0, 'b a c[x y|]'],
  ['a', 1, 'c[a x y|] b'],
  ['a', 2, 'c[a x y|] b'],
  ['a', 4, 'c[x y a|] b'],
  ['a', 5, 'c[x y a|] b'],
  ['a', 6, 'c[x y|a] b'],
  ['a', 7, 'c[x y|] a b'],
  ['a', 8, 'c[x y|] b a'],
  ['y', 3, 'a c[y x|] b'],
  ['x', 7, 'a c[y|] x b'],
  ['x', 6, 'a c[y|x] b'],
  ['c', 0, 'c[x y|] a b'],
  ['c', 2, 'a b c[x y|]'],
])('%s dropped at line %i of the outline gives %s', (id, to, expected) => {
  // Without its own line the outline is: a, c, its first column, x, y, its end, its second, its end, b.
  const rows = outlineRows(design, id);
  expect(drawn(moveBlock(design, id, placeOfDrop(rows, id, to)))).toBe(expected);
});

test('columns that are dropped on columns come below them', () => {
  const two = designOf(columns('c', ['x'], []), columns('d', [], []));
  const rows = outlineRows(two, 'd');
  for (const to of [1, 2, 3, 4, 5])
    expect(drawn(moveBlock(two, 'd', placeOfDrop(rows, 'd', to)))).toBe('c[x|] d[|]');
});

test.each([
  ['b', 'up', 'a b c[x y|]'],
  ['a', 'down', 'c[x y|] a b'],
  ['x', 'up', 'a x c[y|] b'],
  ['y', 'down', 'a c[x|] y b'],
] as const)('%s moved %s by one gives %s', (id, direction, expected) => {
  const place = placeBeside(design, id, direction);
  expect(place && drawn(moveBlock(design, id, place))).toBe(expected);
});

test('the first block goes no further up, the last no further down', () => {
  expect(placeBeside(design, 'a', 'up')).toBeNull();
  expect(placeBeside(design, 'b', 'down')).toBeNull();
});

test('fewer columns lose no block', () => {
  const { columns: kept } = setColumnCount(columns('c', ['x'], ['y'], ['z']), 2);
  expect(kept.map((own) => own.map(({ id }) => id))).toEqual([['x'], ['y', 'z']]);
  expect(setColumnCount(columns('c', ['x'], []), 4).columns).toHaveLength(4);
});

test('wherever a block is dropped, no block is lost, doubled or unreadable', () => {
  fc.assert(
    fc.property(anyEmailDesign, fc.nat(), fc.nat(), (start, which, where) => {
      const ids = blockIds(start);
      const id = ids[which % Math.max(1, ids.length)];
      if (id === undefined) return;
      const rows = outlineRows(start, id);
      const place = placeOfDrop(rows, id, where % rows.length);
      const moved = moveBlock(start, id, place);
      expect([...blockIds(moved)].sort()).toEqual([...ids].sort());
      expect(EmailDesign.parse(moved)).toEqual(moved);
      const isColumns = blockById(start, id)?.kind === 'columns';
      if (hasRoomAt(deleteBlock(start, id), place, isColumns))
        expect(placeOfBlock(moved, id)).toEqual(place);
    }),
  );
});
