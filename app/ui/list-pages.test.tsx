import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { LAST_PAGE } from '#app/lib/list-view.ts';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { ListPages } from './list-pages.tsx';

function draw(page: number | undefined, hasMore: boolean) {
  const change = vi.fn();
  drawPart(<ListPages list={{ view: { page }, change }} hasMore={hasMore} />);
  return change;
}

function button(name: string): HTMLElement {
  return screen.getByRole('button', { name });
}

function isDisabled(name: string): boolean {
  return button(name).getAttribute('aria-disabled') === 'true';
}

test('the pages before and after are one press away', async () => {
  const change = draw(2, true);
  await userEvent.click(button('Next'));
  await userEvent.click(button('Previous'));
  expect(change.mock.calls).toEqual([[{ page: '3' }], [{ page: '1' }]]);
});

test('the first page has none before it, the last none after it', () => {
  draw(1, true);
  expect([isDisabled('Previous'), isDisabled('Next')]).toEqual([true, false]);
});

test('the pages end where no person pages any further', () => {
  draw(LAST_PAGE, true);
  expect(isDisabled('Next')).toBe(true);
});

test('of one page only there is nothing to press', () => {
  draw(undefined, false);
  expect(screen.queryByRole('button')).toBeNull();
});
