import {
  Background,
  Controls,
  ReactFlow,
  ReactFlowProvider,
  type NodeChange,
  type OnConnectEnd,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useMemo, useRef, useState } from 'react';
import type { StepLayout } from '#app/journeys/definitions/journey-content.ts';
import type { EdgeRef } from '#app/journeys/editor/step-edge-ref.ts';
import { withPlaces } from '#app/journeys/editor/step-layout.ts';
import { triggerWords } from '#app/journeys/page/journey-words.ts';
import '#app/journeys/ui/drawing.css';
import { START_ID } from '#app/journeys/ui/editor-store.ts';
import type { OpenAddMenu } from './add-button.tsx';
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

/** Steps that are in view when the canvas opens, the start among them. */
const FIRST_SHOWN = 5;

const NO_FIGURE_LINES: ReadonlyMap<string, readonly string[]> = new Map();
const NODE_TYPES = { step: CanvasStep };
const EDGE_TYPES = { step: CanvasEdge };

/** The journey as a drawing to work on, with mouse or keyboard. */
export function JourneyCanvas(props: JourneyCanvasProps) {
  return (
    <ReactFlowProvider>
      <CanvasArea {...props} />
    </ReactFlowProvider>
  );
}

function CanvasArea({ openMenu }: JourneyCanvasProps) {
  const { store } = useEditorParts();
  const area = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<StepLayout>({});
  const { nodes, edges, places } = useCanvasElements(dragged);
  useCanvasFocus(area, places);
  const onKeyDown = useCanvasKeys(openMenu);
  const edgeOf = (source: string, key: string | null | undefined): EdgeRef => ({
    from: source === START_ID ? null : source,
    key: key ?? 'next',
  });

  function change(changes: NodeChange<DrawnNode>[]): void {
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
  }
  function drop(moved: readonly DrawnNode[]): void {
    setDragged({});
    const put = Object.fromEntries(moved.map(({ id, position }) => [id, position]));
    store.getState().edit((content) => withPlaces(content, put), { say: 'Moved' });
  }
  /** A line that is dropped on nothing adds a step there. */
  const endConnection: OnConnectEnd = (event, { isValid, fromNode, fromHandle, toNode }) => {
    if (isValid || toNode || !fromNode || fromHandle.type !== 'source') return;
    const box = area.current?.querySelector(`[data-id="${CSS.escape(fromNode.id)}"]`);
    if (box) openMenu(edgeOf(fromNode.id, fromHandle.id), box);
  };

  return (
    <div
      ref={area}
      role="group"
      aria-label="Canvas of the journey"
      aria-describedby="canvas-keys"
      style={{ height: 'calc(100vh - 9rem)', minHeight: '24rem' }}
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
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={change}
        onNodeDragStop={(_event, _node, moved) => drop(moved)}
        onSelectionDragStop={(_event, moved) => drop(moved)}
        onPaneClick={() => store.getState().select([START_ID])}
        onConnect={({ source, sourceHandle, target }) =>
          connectSteps(store, edgeOf(source, sourceHandle), target)
        }
        onConnectEnd={endConnection}
        isValidConnection={({ source, target }) => source !== target && target !== START_ID}
        onlyRenderVisibleElements
        disableKeyboardA11y
        deleteKeyCode={null}
        edgesFocusable={false}
        elementsSelectable
        nodeDragThreshold={4}
        fitView
        // A long journey is read from its start.
        fitViewOptions={{ maxZoom: 1, minZoom: 0.5, nodes: nodes.slice(0, FIRST_SHOWN) }}
        minZoom={0.1}
        maxZoom={1.5}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
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
  const [draw] = useState(createCanvasElements);
  const drawn = useMemo(() => {
    const moved = new Map([...places, ...Object.entries(dragged)]);
    return draw({ steps, first, trigger, cards, places: moved, selection, problems, figures });
  }, [draw, steps, first, trigger, cards, places, dragged, selection, problems, figures]);
  return { ...drawn, places };
}

function useEditorJourney() {
  const steps = useEditor(({ content }) => content.steps);
  const first = useEditor(({ content }) => content.first);
  return { steps, first };
}
