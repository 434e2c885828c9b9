import { expect, test } from 'vitest';
import { currentEdit, isFormEdited } from './versioned-form.ts';

const before = { version: 1, form: { name: 'Fern', days: '5' } };
/** As a colleague saved it. */
const after = { version: 2, form: { name: 'Fern Ltd', days: '5' } };

test('a form in which nothing was typed shows the newest page and is not dirty', () => {
  for (const untouched of [null, { base: before, form: before.form }]) {
    const edit = currentEdit(untouched, after);
    expect(edit).toEqual({ base: after, form: after.form });
    expect(isFormEdited(edit)).toBe(false);
  }
});

test('what was typed stays, on the version it started from, when a colleague saved', () => {
  const typed = { base: before, form: { name: 'Fern', days: '60' } };
  expect(currentEdit(typed, before)).toEqual(typed);
  expect(currentEdit(typed, after)).toEqual(typed);
  expect(isFormEdited(typed)).toBe(true);
});

test('a form that was typed back to what it was shows the newest page again', () => {
  const typedBack = { base: before, form: { name: 'Fern', days: '5' } };
  expect(currentEdit(typedBack, after).form).toEqual(after.form);
});

test('what was typed keeps its version even where it is what the colleague saved', () => {
  const typedSame = { base: before, form: after.form };
  expect(currentEdit(typedSame, after).base.version).toBe(1);
  expect(isFormEdited(typedSame)).toBe(true);
});
