import { expect, test } from 'vitest';
import { blankColumnBlock, COLUMN_BLOCK_KINDS } from './column-blocks.ts';
import { designProblems } from './design-problems.ts';
import { EmailDesign } from './email-design.ts';

const VARIABLES = new Set(['firstName']);
const text = blankColumnBlock('text', 'a');

function problemsOf(changed: Partial<EmailDesign>): [string | null, string][] {
  const design: EmailDesign = {
    subject: [{ text: 'Hi' }],
    preheader: [],
    blocks: [text],
    ...changed,
  };
  return designProblems(EmailDesign.parse(design), VARIABLES).map(({ blockId, message }) => [
    blockId,
    message,
  ]);
}

test('a subject and a block are all that an email needs', () => {
  expect(problemsOf({})).toEqual([]);
});

test.each(COLUMN_BLOCK_KINDS)('a new block of kind %s can be stored', (kind) => {
  const block = blankColumnBlock(kind, 'new');
  expect(EmailDesign.parse({ subject: [], preheader: [], blocks: [block] }).blocks).toEqual([
    block,
  ]);
});

test('what is missing is named, with its block', () => {
  expect(problemsOf({ subject: [{ text: ' ' }] })).toEqual([
    [null, 'There is no subject. Write one.'],
  ]);
  expect(problemsOf({ blocks: [] })).toEqual([[null, 'The email is empty. Add a block.']]);
  const image = blankColumnBlock('image', 'i');
  expect(problemsOf({ blocks: [image] })).toEqual([
    ['i', 'An image has no address. Give it one that begins with https://, or delete it.'],
    ['i', 'An image has no description. Say what it shows, or that it only decorates.'],
  ]);
});

test('a variable needs what stands in its place, and has to be known', () => {
  const line = [
    { variable: 'firstName', fallback: ' ' },
    { variable: 'shoeSize', fallback: '38' },
  ];
  const missing = 'A variable has no text for who has no such value. Write one.';
  const unknown = 'There is no variable shoeSize. Choose another.';
  expect(problemsOf({ subject: [{ text: 'Hi ' }, ...line] })).toEqual([
    [null, missing],
    [null, unknown],
  ]);
  const block = {
    id: 't',
    kind: 'text' as const,
    text: [{ kind: 'paragraph' as const, line }],
    align: 'left' as const,
  };
  expect(problemsOf({ blocks: [block] })).toEqual([
    ['t', missing],
    ['t', unknown],
  ]);
});

test('links that lead nowhere and ids that stand twice are named, in columns too', () => {
  const link = { to: 'address' as const, address: 'shop.example' };
  const button = { id: 'b', kind: 'button' as const, label: 'Go', link, align: 'left' as const };
  expect(
    problemsOf({ blocks: [{ id: 'a', kind: 'columns', columns: [[button], [text]] }] }),
  ).toEqual([
    ['a', 'Two blocks have the same id. Delete one and add it again.'],
    ['b', 'The address of a link cannot be used. Write it as https://…'],
  ]);
});

test.each([
  ['a block of a kind that is gone', { id: 'x', kind: 'marquee' }],
  ['a block with more than it has', { ...text, onclick: 'x' }],
  [
    'columns in columns',
    { id: 'c', kind: 'columns', columns: [[{ id: 'd', kind: 'columns', columns: [[], []] }], []] },
  ],
  [
    'a variable that is Liquid',
    { ...text, text: [{ kind: 'paragraph', line: [{ variable: 'a }}{% x', fallback: '' }] }] },
  ],
  ['one column', { id: 'c', kind: 'columns', columns: [[]] }],
])('%s cannot be stored', (_name, block) => {
  expect(EmailDesign.safeParse({ subject: [], preheader: [], blocks: [block] }).success).toBe(
    false,
  );
});
