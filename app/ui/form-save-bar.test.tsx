import { fireEvent } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { drawPart, standInSaveBar } from '#tests/setup/draw-part.tsx';
import { FormSaveBar } from './form-save-bar.tsx';

function draw(isOpen: boolean, isBusy = false) {
  const saveBar = standInSaveBar();
  const [onSave, onDiscard] = [vi.fn(), vi.fn()];
  const bar = { id: 'settings', isBusy, onSave, onDiscard };
  const { container, redraw } = drawPart(<FormSaveBar {...bar} isOpen={isOpen} />);
  const [save, discard] = container.querySelectorAll('button');
  const show = (next: boolean) => redraw(<FormSaveBar {...bar} isOpen={next} />);
  return { saveBar, onSave, onDiscard, save, discard, show };
}

test('the admin shows the bar while anything is typed, and hides it afterwards', () => {
  const { saveBar, show } = draw(false);
  expect(saveBar.show).not.toHaveBeenCalled();
  show(true);
  expect(saveBar.show).toHaveBeenCalledOnce();
  saveBar.hide.mockClear();
  show(false);
  expect(saveBar.hide).toHaveBeenCalledOnce();
});

test('its buttons save and discard', () => {
  const { save, discard, onSave, onDiscard } = draw(true);
  expect([save?.textContent, discard?.textContent]).toEqual(['Save', 'Discard']);
  if (save) fireEvent.click(save);
  expect([onSave.mock.calls.length, onDiscard.mock.calls.length]).toEqual([1, 0]);
  if (discard) fireEvent.click(discard);
  expect(onDiscard).toHaveBeenCalledOnce();
});

test('while it saves it says so, and nothing can be discarded', () => {
  const { save, discard } = draw(true, true);
  expect(save?.hasAttribute('loading')).toBe(true);
  expect(discard?.disabled).toBe(true);
});
