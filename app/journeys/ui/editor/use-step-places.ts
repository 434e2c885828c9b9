import { useMemo, useState } from 'react';
import type { StepLayout } from '#app/journeys/definitions/journey-content.ts';
import { edgesOf } from '#app/journeys/page/journey-path.ts';
import { START_ID } from '#app/journeys/ui/editor-store.ts';
import { useEditor } from './editor-context.tsx';
import { placeSteps, type Places } from './step-places.ts';

const NOWHERE: StepLayout = {};

/**
 * Where the steps stand on the canvas: where the merchant put them, the others laid out by themselves. Only a change of
 * steps and edges moves any, not what is typed into their forms.
 */
export function useStepPlaces(): Places {
  const steps = useEditor(({ content }) => content.steps);
  const first = useEditor(({ content }) => content.first);
  const layout = useEditor(({ content }) => content.layout) ?? NOWHERE;
  const drawn = useMemo(() => {
    const ids = [START_ID, ...steps.map(({ id }) => id)];
    const edges = [{ from: START_ID, to: first }, ...edgesOf({ steps })]
      .filter(({ to }) => to !== '')
      .map(({ from, to }) => ({ from, to }));
    return { ids, edges, text: JSON.stringify([ids, edges.map(({ from, to }) => [from, to])]) };
  }, [steps, first]);
  const [auto, setAuto] = useState(() => ({
    text: drawn.text,
    layout,
    places: placeSteps(null, drawn.ids, drawn.edges),
  }));
  let { places } = auto;
  // “Tidy up” takes every place away, and lays all steps out again.
  const isTidied = auto.layout !== NOWHERE && layout === NOWHERE;
  if (auto.text !== drawn.text || auto.layout !== layout) {
    const isMoved = auto.text !== drawn.text || isTidied;
    if (isMoved) places = placeSteps(isTidied ? null : auto.places, drawn.ids, drawn.edges);
    setAuto({ text: drawn.text, layout, places });
  }
  return useMemo(
    () => (layout === NOWHERE ? places : new Map([...places, ...Object.entries(layout)])),
    [places, layout],
  );
}
