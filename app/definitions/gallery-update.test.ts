import { expect, test } from 'vitest';
import { offeredUpdate } from './gallery-update.ts';

const item = {
  key: 'thanks',
  versions: [1, 2].map((galleryVersion) => ({ galleryVersion, content: { name: 'Thanks' } })),
};
const copy = { archivedAt: null, galleryVersion: 1, declinedVersion: null, copiedVersion: 1 };

test.each([
  ['an untouched copy', copy, { galleryVersion: 2, replacesChanges: false }],
  [
    'a copy that the shop changed',
    { ...copy, copiedVersion: null },
    { galleryVersion: 2, replacesChanges: true },
  ],
  [
    'a copy whose last update was declined',
    { ...copy, declinedVersion: 1 },
    { galleryVersion: 2, replacesChanges: false },
  ],
  ['one that is up to date', { ...copy, galleryVersion: 2, copiedVersion: 2 }, null],
  ['one that declined this update', { ...copy, declinedVersion: 2 }, null],
  ['one that is archived', { ...copy, archivedAt: 1 }, null],
  ['one of the shop’s own', { ...copy, galleryVersion: null }, null],
] as const)('%s is offered what it can take', (_name, row, offered) => {
  expect(offeredUpdate(row, item)).toEqual(offered);
});

test('what left the gallery is offered nothing', () => {
  expect(offeredUpdate(copy, undefined)).toBeNull();
});
