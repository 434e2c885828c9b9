import type { JourneyContent, StepLayout } from '#app/journeys/definitions/journey-content.ts';

/** As far as the canvas reaches, in pixels. */
const FARTHEST = 100_000;

/** A journey whose steps stand where they were put; places of steps that it has not are left out. */
export function withPlaces(content: JourneyContent, places: StepLayout): JourneyContent {
  const known = new Set(content.steps.map(({ id }) => id));
  const put = Object.entries(places).flatMap(([id, { x, y }]) =>
    known.has(id) ? [[id, { x: pixel(x), y: pixel(y) }] as const] : [],
  );
  if (put.length === 0) return content;
  return { ...content, layout: { ...content.layout, ...Object.fromEntries(put) } };
}

/** A journey that lays out its steps by itself. */
export function withoutPlaces({ layout: _layout, ...content }: JourneyContent): JourneyContent {
  return content;
}

function pixel(length: number): number {
  return Math.round(Math.min(Math.max(length, -FARTHEST), FARTHEST));
}
