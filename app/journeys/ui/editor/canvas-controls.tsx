import { ControlButton, Controls, useReactFlow } from '@xyflow/react';
import { MaximizeIcon } from '@shopify/polaris-icons';
import { memo } from 'react';
import { STEP_HEIGHT, STEP_WIDTH } from '#app/journeys/ui/lay-out-steps.ts';
import type { Places } from './step-places.ts';

/** Buttons that zoom, and one that shows the whole journey, of which only what is in view is drawn. */
export const CanvasControls = memo(function CanvasControls({ places }: { places: Places }) {
  const flow = useReactFlow();
  function showAll(): void {
    const all = [...places.values()];
    const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    const width = Math.max(...xs) + STEP_WIDTH - x;
    void flow.fitBounds({ x, y, width, height: Math.max(...ys) + STEP_HEIGHT - y });
  }
  return (
    <Controls showInteractive={false} showFitView={false}>
      <ControlButton title="Fit view" aria-label="Fit view" onClick={showAll}>
        <MaximizeIcon />
      </ControlButton>
    </Controls>
  );
});
