import { act, render, renderHook, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { CollapsibleArea, useCollapsible } from './collapsible-area.tsx';

function areaOf(name: string) {
  return ({ children }: { children: ReactNode }) => (
    <CollapsibleArea name={name}>{children}</CollapsibleArea>
  );
}

/** Two cards of one area, the first of which is open at first. */
function draw(name: string) {
  const { result } = renderHook(
    () => ({ orders: useCollapsible('orders', true), scores: useCollapsible('scores', false) }),
    { wrapper: areaOf(name) },
  );
  const { current } = result;
  return { result, current };
}

test('a card is in its first state until it is touched, then as it was left', () => {
  const { result } = draw('area.person');
  expect([result.current.orders[0], result.current.scores[0]]).toEqual([true, false]);
  act(() => result.current.orders[1](false));
  act(() => result.current.scores[1](true));
  expect([result.current.orders[0], result.current.scores[0]]).toEqual([false, true]);
});

test('the browser remembers the cards of each page apart', () => {
  const { result } = draw('area.first');
  act(() => result.current.scores[1](true));
  expect(draw('area.first').current.scores[0]).toBe(true);
  expect(draw('area.second').current.scores[0]).toBe(false);
});

test('until the browser says which cards are open nothing is visible, so that nothing jumps', () => {
  const area = (
    <CollapsibleArea name="area.sent">
      <p>The cards</p>
    </CollapsibleArea>
  );
  expect(renderToString(area)).toContain('visibility:hidden');
  render(area);
  expect(screen.getByText('The cards').parentElement?.style.visibility).toBe('visible');
});
