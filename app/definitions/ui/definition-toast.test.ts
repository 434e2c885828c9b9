import { expect, test } from 'vitest';
import { definitionToast } from './definition-toast.ts';

test('archiving is undone by restoring, and keeping a version by offering the update again', () => {
  expect(definitionToast({ outcome: 'archived', kind: 'journey', key: 'carts' })).toEqual({
    text: 'Archived',
    undo: { intent: 'restore', kind: 'journey', key: 'carts' },
  });
  const declined = {
    outcome: 'declined',
    kind: 'email',
    key: 'thanks',
    galleryVersion: 3,
  } as const;
  expect(definitionToast(declined)).toEqual({
    text: 'Current version kept',
    undo: { intent: 'offer_again', kind: 'email', key: 'thanks', galleryVersion: '3' },
  });
});

test('what was not done is an error that says why', () => {
  expect(definitionToast({ outcome: 'used', by: ['Abandoned cart', 'Win back'] })).toEqual({
    text: 'Not archived. Used by Abandoned cart, Win back',
    isError: true,
  });
  const problems = [{ stepId: 'mail-1', message: 'Its email “Hello” is archived. Restore it.' }];
  expect(definitionToast({ outcome: 'invalid', problems })).toEqual({
    text: 'Its email “Hello” is archived. Restore it.',
    isError: true,
  });
});
