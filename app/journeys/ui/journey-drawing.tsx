import { Text } from '@shopify/polaris';
import { MarkerType, type Edge, type Node, type NodeProps } from '@xyflow/react';
import { useMemo } from 'react';
import type { JourneyEdge } from '#app/journeys/page/journey-path.ts';
import { DrawnBox, DrawnFlow, handlesOf } from './drawn-flow.tsx';
import { layOutSteps, STEP_HEIGHT, STEP_WIDTH } from './lay-out-steps.ts';
import type { DrawnStep } from './step-words.ts';

export type JourneyDrawingProps = { steps: DrawnStep[]; edges: JourneyEdge[] };

type StepNode = Node<{ step: DrawnStep }, 'step'>;

const NODE_TYPES = { step: StepBox };
const MARGIN = 24;
/** Of a line of figures, in pixels, and how many a step has room for. */
const [LINE_HEIGHT, USUAL_LINES] = [16, 2];
const ARIA = {
  'node.a11yDescription.default': 'A step of the journey. Press Escape to leave it.',
  'node.a11yDescription.keyboardDisabled': 'A step of the journey.',
};

/** The steps of a journey as a read-only graph: Tab goes from step to step, the buttons zoom. */
export function JourneyDrawing({ steps, edges }: JourneyDrawingProps) {
  const { places, height } = useMemo(
    () =>
      layOutSteps(
        steps.map(({ id }) => id),
        edges,
        (id) => heightOf(steps.find((step) => step.id === id)),
      ),
    [steps, edges],
  );
  const nodes = steps.map((step, index) => nodeOf(step, places[index] ?? { x: 0, y: 0 }));
  return (
    <DrawnFlow
      label="Drawing of the steps"
      height={height + 2 * MARGIN}
      nodes={nodes}
      edges={edges.map(edgeOf)}
      nodeTypes={NODE_TYPES}
      fitViewOptions={{ padding: `${MARGIN}px`, maxZoom: 1 }}
      minZoom={0.3}
      ariaLabelConfig={ARIA}
    />
  );
}

function heightOf(step: DrawnStep | undefined): number {
  return STEP_HEIGHT + Math.max((step?.lines.length ?? 0) - USUAL_LINES, 0) * LINE_HEIGHT;
}

function nodeOf(step: DrawnStep, { x, y }: { x: number; y: number }): StepNode {
  const height = heightOf(step);
  const size = { width: STEP_WIDTH, height };
  return {
    id: step.id,
    type: 'step',
    position: { x, y },
    data: { step },
    ...size,
    measured: size,
    handles: handlesOf(height),
    ariaLabel: [step.title, step.detail, ...step.lines].join('. '),
  };
}

function edgeOf({ from, key, to, label }: JourneyEdge): Edge {
  return {
    id: `${from}:${key}`,
    source: from,
    target: to,
    label,
    type: 'smoothstep',
    markerEnd: { type: MarkerType.ArrowClosed },
    ariaLabel: label ?? undefined,
  };
}

function StepBox({ data: { step } }: NodeProps<StepNode>) {
  return (
    <DrawnBox
      height={heightOf(step)}
      border={`var(--p-border-width-025) solid var(${step.isBusy ? '--p-color-border-info' : '--p-color-border'})`}
      shadow="var(--p-shadow-200)"
    >
      <Text as="p" variant="headingSm" truncate>
        {step.title}
      </Text>
      <Text as="p" tone="subdued" truncate>
        {step.detail}
      </Text>
      {step.lines.map((line) => (
        <div key={line} title={line}>
          <Text as="p" variant="bodySm" numeric truncate>
            {line}
          </Text>
        </div>
      ))}
    </DrawnBox>
  );
}
