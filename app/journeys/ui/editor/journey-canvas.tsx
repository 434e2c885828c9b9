import {
  Background,
  ReactFlow,
  ReactFlowProvider,
  useStore,
  type OnConnectEnd,
  type ReactFlowProps,
  type ReactFlowState,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import {
  memo,
  useCallback,
  useMemo,
  useRef,
  useState,
  type Dispatch,
  type SetStateAction,
} from 'react';
import type { StepLayout } from '#app/journeys/definitions/journey-content.ts';
import type { EdgeRef } from '#app/journeys/editor/step-edge-ref.ts';
import { withPlaces } from '#app/journeys/editor/step-layout.ts';
import { triggerWords } from '#app/journeys/page/journey-words.ts';
import '#app/journeys/ui/drawing.css';
import { START_ID, type EditorStore } from '#app/journeys/ui/editor-store.ts';
import type { OpenAddMenu } from './add-button.tsx';
import { areaInView, isSameArea } from './canvas-area.ts';
import { CanvasControls } from './canvas-controls.tsx';
import { CanvasEdge } from './canvas-edge.tsx';
import { createCanvasElements, type DrawnLine, type DrawnNode } from './canvas-elements.ts';
import { CanvasStep } from './canvas-step.tsx';
import { useEditor, useEditorParts } from './editor-context.tsx';
import { connectSteps } from './step-actions.ts';
import { useCanvasFocus } from './use-canvas-focus.ts';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { useProblemWords } from './use-problem-words.ts';
import { useStepCards } from './use-step-cards.ts';
import { useStepPlaces } from './use-step-places.ts';

export type JourneyCanvasProps = { openMenu: OpenAddMenu };

const NO_FIGURE_LINES: ReadonlyMap<string, readonly string[]> = new Map();
/** What is drawn in it moves nothing around it, so that the page around is not laid out again. */
const CANVAS_STYLE = { height: 'calc(100vh - 9rem)', minHeight: '24rem', contain: 'content' };
const NODE_TYPES = { step: CanvasStep };
const EDGE_TYPES = { step: CanvasEdge };

/** The journey as a drawing to work on, with mouse or keyboard. Drawn again only when the journey changed. */
export const JourneyCanvas = memo(function JourneyCanvas(props: JourneyCanvasProps) {
  return (
    <ReactFlowProvider>
      <CanvasArea {...props} />
    </ReactFlowProvider>
  );
});

function CanvasArea({ openMenu }: JourneyCanvasProps) {
  const { store } = useEditorParts();
  const area = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<StepLayout>({});
  const { nodes, edges, places } = useCanvasElements(dragged);
  useCanvasFocus(area, places);
  const onKeyDown = useCanvasKeys(openMenu);
  // The library looks at all that it draws for each of these that is another than before.
  const handlers = useMemo(() => canvasHandlers(store, setDragged), [store]);
  // A line that is dropped on nothing adds a step there.
  const onConnectEnd = useCallback<OnConnectEnd>(
    (event, { isValid, fromNode, fromHandle, toNode }) => {
      if (isValid || toNode || !fromNode || fromHandle.type !== 'source') return;
      const box = area.current?.querySelector(`[data-id="${CSS.escape(fromNode.id)}"]`);
      if (box) openMenu(edgeOf(fromNode.id, fromHandle.id), box);
    },
    [openMenu],
  );
  // A long journey is read from its start.
  const [fitViewOptions] = useState(() => ({
    maxZoom: 1,
    minZoom: 0.5,
    nodes: nodes.map(({ id }) => ({ id })),
  }));

  return (
    <div
      ref={area}
      role="group"
      aria-label="Canvas of the journey"
      aria-describedby="canvas-keys"
      style={CANVAS_STYLE}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        // Tab goes from step to step; a click chooses by itself.
        const id = target.classList.contains('react-flow__node') ? target.dataset.id : undefined;
        const { selection, select } = store.getState();
        if (id !== undefined && !selection.includes(id) && target.matches(':focus-visible'))
          select([id]);
      }}
    >
      <ReactFlow<DrawnNode, DrawnLine>
        {...handlers}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onConnectEnd={onConnectEnd}
        disableKeyboardA11y
        deleteKeyCode={null}
        edgesFocusable={false}
        elementsSelectable
        nodeDragThreshold={4}
        fitView
        fitViewOptions={fitViewOptions}
        minZoom={0.1}
        maxZoom={1.5}
      >
        <Background />
        <CanvasControls places={places} />
      </ReactFlow>
    </div>
  );
}

/** What the mouse does on the canvas. */
function canvasHandlers(
  store: EditorStore,
  setDragged: Dispatch<SetStateAction<StepLayout>>,
): Pick<
  ReactFlowProps<DrawnNode, DrawnLine>,
  | 'isValidConnection'
  | 'onConnect'
  | 'onNodeDragStop'
  | 'onNodesChange'
  | 'onPaneClick'
  | 'onSelectionDragStop'
> {
  function drop(moved: readonly DrawnNode[]): void {
    setDragged({});
    const put = Object.fromEntries(moved.map(({ id, position }) => [id, position]));
    store.getState().edit((content) => withPlaces(content, put), { say: 'Moved' });
  }
  return {
    onNodesChange(changes) {
      const moved = changes.flatMap((one) =>
        one.type === 'position' && one.position && one.dragging
          ? [[one.id, one.position] as const]
          : [],
      );
      if (moved.length > 0) setDragged((known) => ({ ...known, ...Object.fromEntries(moved) }));
      const chosen = changes.filter((one) => one.type === 'select');
      if (chosen.length === 0) return;
      const selection = new Set(store.getState().selection);
      for (const { id, selected } of chosen) {
        if (selected) selection.add(id);
        else selection.delete(id);
      }
      store.getState().select([...selection]);
    },
    onNodeDragStop: (_event, _node, moved) => drop(moved),
    onSelectionDragStop: (_event, moved) => drop(moved),
    onPaneClick: () => store.getState().select([START_ID]),
    onConnect: ({ source, sourceHandle, target }) =>
      connectSteps(store, edgeOf(source, sourceHandle), target),
    isValidConnection: ({ source, target }) => source !== target && target !== START_ID,
  };
}

function edgeOf(source: string, key: string | null | undefined): EdgeRef {
  return { from: source === START_ID ? null : source, key: key ?? 'next' };
}

/** What the canvas draws, with what is being dragged where it is. */
function useCanvasElements(dragged: StepLayout) {
  const { steps, first } = useEditorJourney();
  const selection = useEditor((state) => state.selection);
  const trigger = useEditor(({ content }) => triggerWords(content));
  const cards = useStepCards();
  const problems = useProblemWords();
  const figures = useEditorParts().figures?.lines ?? NO_FIGURE_LINES;
  const places = useStepPlaces();
  const area = useStore(areaOf, isSameArea);
  const [draw] = useState(createCanvasElements);
  const drawn = useMemo(() => {
    const moved = new Map([...places, ...Object.entries(dragged)]);
    const journey = { steps, first, trigger, cards, places: moved };
    return draw({ ...journey, selection, area, problems, figures });
  }, [draw, steps, first, trigger, cards, places, dragged, selection, area, problems, figures]);
  return { ...drawn, places };
}

function useEditorJourney() {
  const steps = useEditor(({ content }) => content.steps);
  const first = useEditor(({ content }) => content.first);
  return { steps, first };
}

function areaOf({ width, height, transform }: ReactFlowState) {
  return areaInView(width, height, transform);
}
