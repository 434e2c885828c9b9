import { useReactFlow } from '@xyflow/react';
import { useEffect, useRef, type RefObject } from 'react';
import { STEP_HEIGHT, STEP_WIDTH } from '#app/journeys/ui/lay-out-steps.ts';
import { useEditor } from './editor-context.tsx';
import type { Places } from './step-places.ts';

/** Steps are at least so large when one is looked for. */
const READABLE_ZOOM = 0.7;
/** A step that comes into view is drawn within so many frames. */
const MOST_FRAMES = 10;

/** Brings the step that was looked for last into view, and the focus to it. */
export function useCanvasFocus(area: RefObject<HTMLDivElement | null>, places: Places): void {
  const flow = useReactFlow();
  const shown = useEditor((state) => state.shown);
  const done = useRef(shown.number);
  useEffect(() => {
    const place = places.get(shown.id);
    if (!place || done.current === shown.number) return;
    done.current = shown.number;
    const zoom = Math.max(flow.getZoom(), READABLE_ZOOM);
    area.current?.scrollIntoView({ block: 'nearest' });
    if (!isInView(area.current, shown.id))
      void flow.setCenter(place.x + STEP_WIDTH / 2, place.y + STEP_HEIGHT / 2, { zoom });
    focusSoon(area.current, shown.id, MOST_FRAMES);
  }, [area, flow, places, shown]);
}

function boxOf(area: HTMLElement | null, id: string): HTMLElement | null {
  return area?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`) ?? null;
}

function isInView(area: HTMLElement | null, id: string): boolean {
  const [outer, inner] = [area?.getBoundingClientRect(), boxOf(area, id)?.getBoundingClientRect()];
  if (!outer || !inner) return false;
  const isAcross = inner.left >= outer.left && inner.right <= outer.right;
  return isAcross && inner.top >= outer.top && inner.bottom <= outer.bottom;
}

/** Only what is in view is drawn, so that the box may come with one of the next frames. */
function focusSoon(area: HTMLElement | null, id: string, frames: number): void {
  const box = boxOf(area, id);
  if (box) box.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => focusSoon(area, id, frames - 1));
}
