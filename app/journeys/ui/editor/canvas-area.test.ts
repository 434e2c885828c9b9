import { expect, test } from 'vitest';
import { areaInView, isBoxWithin, isLineWithin, isSameArea } from './canvas-area.ts';

test('the strips in view hold the whole window, at any zoom, and moving it a little changes none', () => {
  const area = areaInView(1_000, 600, [-500, -500, 0.5]);
  expect(area).toEqual({ left: 800, top: 800, right: 3_200, bottom: 2_400 });
  expect(isSameArea(area, areaInView(1_000, 600, [-550, -520, 0.5]))).toBe(true);
  expect(isSameArea(area, areaInView(1_000, 600, [-550, -900, 0.5]))).toBe(false);
  expect(areaInView(0, 0, [0, 0, 1])).toBeNull();
});

test('a step is drawn where it reaches into view, and a line also where both its ends are out of it', () => {
  const area = { left: 0, top: 0, right: 400, bottom: 400 };
  expect(isBoxWithin(area, { x: -200, y: 390 })).toBe(true);
  expect(isBoxWithin(area, { x: 0, y: 900 })).toBe(false);
  expect(isLineWithin(area, { x: 0, y: -900 }, { x: 0, y: 900 })).toBe(true);
  expect(isLineWithin(area, { x: 800, y: -900 }, { x: 900, y: 900 })).toBe(false);
});
