import { STEP_HEIGHT, STEP_WIDTH } from '#app/journeys/ui/lay-out-steps.ts';

/** A part of the canvas by its edges, in pixels of the drawing. */
export type CanvasArea = { left: number; top: number; right: number; bottom: number };

type Place = { x: number; y: number };

/** What is drawn changes by strips of this many pixels, so that moving the canvas by less changes nothing. */
const STRIP = 400;
/** How far buttons and labels stand out of a box. */
const RIM = 40;

/**
 * The strips of the drawing that are in view.
 * @param transform where the drawing begins in the window, in pixels of the window, and how large a pixel of it is there
 * @returns null before the window has a size
 */
export function areaInView(
  width: number,
  height: number,
  [x, y, zoom]: readonly [number, number, number],
): CanvasArea | null {
  if (width === 0 || height === 0) return null;
  const down = (pixels: number) => Math.floor(pixels / zoom / STRIP) * STRIP;
  const up = (pixels: number) => Math.ceil(pixels / zoom / STRIP) * STRIP;
  return { left: down(-x), top: down(-y), right: up(width - x), bottom: up(height - y) };
}

export function isSameArea(one: CanvasArea | null, other: CanvasArea | null): boolean {
  if (one === null || other === null) return one === other;
  const isAcross = one.left === other.left && one.right === other.right;
  return isAcross && one.top === other.top && one.bottom === other.bottom;
}

/** Whether a box, by its top left corner, reaches into an area. */
export function isBoxWithin(area: CanvasArea, place: Place): boolean {
  return isLineWithin(area, place, place);
}

/** Whether a line between two boxes may reach into an area. */
export function isLineWithin(area: CanvasArea, one: Place, other: Place): boolean {
  return (
    Math.min(one.x, other.x) - RIM < area.right &&
    Math.max(one.x, other.x) + STEP_WIDTH + RIM > area.left &&
    Math.min(one.y, other.y) - RIM < area.bottom &&
    Math.max(one.y, other.y) + STEP_HEIGHT + RIM > area.top
  );
}
