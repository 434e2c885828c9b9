import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { CollapsibleArea } from './collapsible-area.tsx';
import { CollapsibleCard } from './collapsible-card.tsx';

function draw(name: string, isOpenAtFirst?: boolean) {
  drawPart(
    <CollapsibleArea name={name}>
      <CollapsibleCard
        cardKey="orders"
        title="Orders"
        summary="3 orders, £120.00"
        isOpenAtFirst={isOpenAtFirst}
      >
        <p>The orders</p>
      </CollapsibleCard>
    </CollapsibleArea>,
  );
  return screen.getByRole('button', { name: /Orders/ });
}

test('a card is a region of the page, and its heading the button that opens it', () => {
  const button = draw('card.region');
  expect(screen.getByRole('region', { name: 'Orders' })).toBeDefined();
  expect(screen.getByRole('heading', { level: 2 }).contains(button)).toBe(true);
});

test('a closed card says the most important', () => {
  const button = draw('card.closed');
  expect(button.getAttribute('aria-expanded')).toBe('false');
  expect(button.textContent).toContain('3 orders, £120.00');
});

test('the keyboard opens and closes it, and the button says what it controls', async () => {
  const button = draw('card.keyboard');
  await userEvent.tab();
  expect(document.activeElement).toBe(button);
  await userEvent.keyboard('{Enter}');
  expect(button.getAttribute('aria-expanded')).toBe('true');
  const content = document.getElementById(button.getAttribute('aria-controls') ?? '');
  expect(content?.textContent).toBe('The orders');
  await userEvent.keyboard(' ');
  expect(button.getAttribute('aria-expanded')).toBe('false');
});

test('a card may be open at first', () => {
  expect(draw('card.open', true).getAttribute('aria-expanded')).toBe('true');
});
