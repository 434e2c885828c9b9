import { expect, test } from 'vitest';
import { z } from 'zod';
import { forgetUnsaved, storeUnsaved, takeUnsaved, type DraftMemory } from './unsaved-draft.ts';

const schema = z.object({ name: z.string() });
const carts: DraftMemory = { kind: 'journey', memoryKey: 'shop:carts' };
const stored = { content: { name: 'Stored' }, revision: 3, base: 1 };
const drawn = { content: { name: 'Drawn' }, revision: 2, base: 1 };

test('what was drawn and not saved is given once, when its editor is opened again', () => {
  storeUnsaved(carts, drawn);
  expect(takeUnsaved({ ...carts, memoryKey: 'shop:orders' }, schema, stored)).toBeNull();
  expect(takeUnsaved({ ...carts, kind: 'email' }, schema, stored)).toBeNull();
  expect(takeUnsaved(carts, schema, stored)).toEqual(drawn);
  expect(takeUnsaved(carts, schema, stored)).toBeNull();
});

test('what the server got after all, or was saved later, is not given', () => {
  storeUnsaved(carts, { ...drawn, content: { name: 'Stored' } });
  expect(takeUnsaved(carts, schema, stored)).toBeNull();
  storeUnsaved(carts, drawn);
  forgetUnsaved(carts);
  expect(takeUnsaved(carts, schema, stored)).toBeNull();
});

test('what cannot be read any more is forgotten', () => {
  localStorage.setItem('tendril.unsaved-journey.shop:carts', '{"content":{}}');
  expect(takeUnsaved(carts, schema, stored)).toBeNull();
  expect(localStorage).toHaveLength(0);
});
