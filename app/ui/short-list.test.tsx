import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { ShortList } from './short-list.tsx';

function draw(length: number) {
  const items = Array.from({ length }, (_, n) => ({ key: String(n), content: `Order ${n + 1}` }));
  return drawPart(<ShortList whole={`all ${String(length)} orders`} items={items} />).container;
}

function shown(): (string | null)[] {
  return screen.getAllByRole('listitem').map(({ textContent }) => textContent);
}

test('of a long list the first few are shown, and the rest on demand', async () => {
  draw(12);
  expect(shown()).toEqual(['Order 1', 'Order 2', 'Order 3']);
  const button = screen.getByRole('button', { name: 'Show all 12 orders' });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  await userEvent.click(button);
  expect(shown()).toHaveLength(12);
  await userEvent.click(screen.getByRole('button', { name: 'Show fewer', expanded: true }));
  expect(shown()).toHaveLength(3);
});

test('one that would be left over is shown at once: it needs no more room than the button', () => {
  draw(4);
  expect(shown()).toHaveLength(4);
  expect(screen.queryByRole('button')).toBeNull();
});

test('an empty list is nothing at all', () => {
  draw(0);
  expect(screen.queryByRole('list')).toBeNull();
});
