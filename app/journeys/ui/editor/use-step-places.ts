import { useState } from 'react';
import { useEditor } from './editor-context.tsx';
import { createStepPlacer, type Places } from './step-places.ts';

/**
 * Where the steps stand on the canvas: where the merchant put them, the others laid out by themselves. Only a change of
 * steps and edges moves any, not what is typed into their forms.
 */
export function useStepPlaces(): Places {
  const [place] = useState(createStepPlacer);
  return useEditor(({ content }) => place(content));
}
