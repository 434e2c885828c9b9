import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { RowButtons } from './row-buttons.tsx';

function draw(isBusy: boolean) {
  const [onRow, onAction] = [vi.fn(), vi.fn()];
  const buttons = [
    { content: 'Retry', label: 'Retry email to fern@example.com', onAction },
    { content: 'Discard', label: 'Discard email to fern@example.com', onAction: vi.fn() },
  ];
  drawPart(
    <div onClick={onRow}>
      <RowButtons buttons={buttons} isBusy={isBusy} />
    </div>,
  );
  return { onRow, onAction, retry: screen.getByRole('button', { name: /^Retry email/ }) };
}

test('a button is read with what it is about, and pressing it does not select the row', async () => {
  const { onRow, onAction, retry } = draw(false);
  expect(retry.textContent).toBe('Retry');
  await userEvent.click(retry);
  expect(onAction).toHaveBeenCalledOnce();
  expect(onRow).not.toHaveBeenCalled();
});

test('while something is under way no button does anything', async () => {
  const { onAction, retry } = draw(true);
  await userEvent.click(retry);
  expect(onAction).not.toHaveBeenCalled();
});
