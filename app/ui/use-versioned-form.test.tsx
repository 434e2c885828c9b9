import { act, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useVersionedForm } from './use-versioned-form.ts';

type Form = { name: string; days: string };
type Fetcher = Parameters<typeof useVersionedForm<Form>>[1];

const FIRST = { version: 1, form: { name: 'Fern', days: '5' } };
const COLLEAGUES = { version: 2, form: { name: 'Moss', days: '5' } };
const IDLE: Fetcher = { data: undefined, state: 'idle' };

function draw() {
  const onDiscard = vi.fn();
  const { result, rerender } = renderHook(
    ({ page, fetcher }) => useVersionedForm(page, fetcher, onDiscard),
    { initialProps: { page: FIRST, fetcher: IDLE } },
  );
  return {
    state: () => result.current,
    change: (change: Partial<Form>) => act(() => result.current.change(change)),
    discard: () => act(() => result.current.discard()),
    becomes: (page: typeof FIRST, fetcher: Fetcher = IDLE) => rerender({ page, fetcher }),
    onDiscard,
  };
}

test('an untouched form follows the page, a typed one stays and says that it is outdated', () => {
  const { state, change, becomes } = draw();
  becomes(COLLEAGUES);
  expect(state()).toMatchObject({ form: COLLEAGUES.form, base: 2, isDirty: false });
  change({ days: '60' });
  becomes({ version: 3, form: { name: 'Reed', days: '7' } });
  expect(state()).toMatchObject({
    form: { name: 'Moss', days: '60' },
    base: 2,
    isDirty: true,
    isOutdated: true,
  });
});

test('discarding shows the newest page', () => {
  const { state, change, discard, becomes, onDiscard } = draw();
  change({ name: 'Typed' });
  becomes(COLLEAGUES);
  discard();
  expect(state()).toMatchObject({ form: COLLEAGUES.form, isDirty: false, isOutdated: false });
  expect(onDiscard).toHaveBeenCalledOnce();
});

test('while it is saved a form is not called outdated, and afterwards it is the saved one', () => {
  const { state, change, becomes, onDiscard } = draw();
  change({ name: 'Typed' });
  const saved = { version: 2, form: { name: 'Typed', days: '5' } };
  becomes(saved, { data: { outcome: 'saved' }, state: 'loading' });
  expect(state()).toMatchObject({ isDirty: true, isOutdated: false });
  becomes(saved, { data: { outcome: 'saved' }, state: 'idle' });
  expect(state()).toMatchObject({ form: saved.form, base: 2, isDirty: false });
  expect(onDiscard).toHaveBeenCalledOnce();
});

test('a form that was refused keeps what was typed', () => {
  const { state, change, becomes, onDiscard } = draw();
  change({ days: 'many' });
  becomes(FIRST, { data: { outcome: 'refused' }, state: 'idle' });
  expect(state()).toMatchObject({ form: { name: 'Fern', days: 'many' }, isDirty: true });
  expect(onDiscard).not.toHaveBeenCalled();
});
