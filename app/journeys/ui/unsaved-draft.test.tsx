import { expect, test } from 'vitest';
import { blankJourney } from '#app/journeys/editor/blank-journey.ts';
import { forgetUnsaved, storeUnsaved, takeUnsaved } from './unsaved-draft.ts';

const stored = { content: blankJourney('Stored'), revision: 3, base: 1 };
const drawn = { content: blankJourney('Drawn'), revision: 2, base: 1 };

test('what was drawn and not saved is given once, when its journey is opened again', () => {
  storeUnsaved('shop:carts', drawn);
  expect(takeUnsaved('shop:orders', stored)).toBeNull();
  expect(takeUnsaved('shop:carts', stored)).toEqual(drawn);
  expect(takeUnsaved('shop:carts', stored)).toBeNull();
});

test('what the server got after all, or was saved later, is not given', () => {
  storeUnsaved('shop:carts', { ...drawn, content: blankJourney('Stored') });
  expect(takeUnsaved('shop:carts', stored)).toBeNull();
  storeUnsaved('shop:carts', drawn);
  forgetUnsaved('shop:carts');
  expect(takeUnsaved('shop:carts', stored)).toBeNull();
});

test('what cannot be read any more is forgotten', () => {
  localStorage.setItem('tendril.unsaved-journey.shop:carts', '{"content":{}}');
  expect(takeUnsaved('shop:carts', stored)).toBeNull();
  expect(localStorage).toHaveLength(0);
});
