import { fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { BodyModal } from './body-modal.tsx';

function draw(body: string | null | undefined, isOpen = true) {
  const onClose = vi.fn();
  drawPart(<BodyModal isOpen={isOpen} body={body} onClose={onClose} />);
  return onClose;
}

test('a body is shown as the text that it is, whatever it holds', () => {
  draw('<img src=x onerror="alert(1)">{"id": 1}');
  const dialog = screen.getByRole('dialog', { name: 'Received content' });
  expect(dialog.textContent).toContain('<img src=x onerror="alert(1)">{"id": 1}');
  expect(dialog.querySelector('pre img')).toBeNull();
});

test('the reader learns that the view was recorded', () => {
  draw(undefined);
  expect(screen.getByRole('dialog').textContent).toContain('recorded in the audit log');
});

test('a body that is on its way says nothing yet, one that is gone says so', () => {
  draw(undefined);
  expect(screen.queryByText('The content no longer exists.')).toBeNull();
  draw(null);
  expect(screen.getByText('The content no longer exists.')).toBeDefined();
});

test('the close button closes it', async () => {
  const onClose = draw('body');
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(onClose).toHaveBeenCalledOnce();
});

test('the escape key closes it', () => {
  const onClose = draw('body');
  // Polaris reads the code of a key, which user-event does not send.
  fireEvent.keyUp(screen.getByRole('dialog'), { key: 'Escape', keyCode: 27 });
  expect(onClose).toHaveBeenCalledOnce();
});

test('nothing is there while it is closed', () => {
  draw('body', false);
  expect(screen.queryByRole('dialog')).toBeNull();
});
