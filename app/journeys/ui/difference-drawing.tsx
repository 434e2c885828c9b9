import { Badge, Box, Text } from '@shopify/polaris';
import { MarkerType, type Edge, type Node, type NodeProps } from '@xyflow/react';
import { useMemo } from 'react';
import type {
  ComparedEdge,
  ComparedStep,
  DrawnChange,
  DrawnDifference,
} from '#app/journeys/page/drawn-difference.ts';
import { DrawnBox, DrawnFlow, handlesOf } from './drawn-flow.tsx';
import { layOutSteps, STEP_HEIGHT, STEP_WIDTH } from './lay-out-steps.ts';

type ComparedNode = Node<{ step: ComparedStep }, 'step'>;

const NODE_TYPES = { step: ComparedBox };
const HIGHEST = 640;

const LOOKS: Record<
  DrawnChange,
  { words: string; tone?: 'success' | 'critical' | 'attention'; border: string }
> = {
  added: { words: 'Added', tone: 'success', border: 'solid var(--p-color-border-success)' },
  removed: { words: 'Removed', tone: 'critical', border: 'dashed var(--p-color-border-critical)' },
  changed: { words: 'Changed', tone: 'attention', border: 'solid var(--p-color-border-caution)' },
  same: { words: '', border: 'solid var(--p-color-border)' },
};

/** Two versions of a journey in one drawing; each step says in words what became of it. */
export function DifferenceDrawing({ steps, edges }: DrawnDifference) {
  const { places, height } = useMemo(
    () =>
      layOutSteps(
        steps.map(({ id }) => id),
        edges,
      ),
    [steps, edges],
  );
  const nodes = steps.map((step, index) => nodeOf(step, places[index] ?? { x: 0, y: 0 }));
  return (
    <DrawnFlow
      label="Drawing of the difference"
      height={Math.min(height + 48, HIGHEST)}
      nodes={nodes}
      edges={edges.map(edgeOf)}
      nodeTypes={NODE_TYPES}
      fitViewOptions={{ maxZoom: 1 }}
      minZoom={0.1}
      onlyRenderVisibleElements
    />
  );
}

function nodeOf(step: ComparedStep, { x, y }: { x: number; y: number }): ComparedNode {
  const size = { width: STEP_WIDTH, height: STEP_HEIGHT };
  const { words } = LOOKS[step.change];
  return {
    id: step.id,
    type: 'step',
    position: { x, y },
    data: { step },
    ...size,
    measured: size,
    handles: handlesOf(),
    ariaLabel: [words, step.title, step.detail].filter(Boolean).join('. '),
  };
}

function edgeOf({ from, to, key, label, change }: ComparedEdge): Edge {
  const words = change === 'same' ? '' : LOOKS[change].words;
  return {
    id: `${from}:${key}:${to}`,
    source: from,
    target: to,
    label: [words, label].filter(Boolean).join(': ') || undefined,
    type: 'smoothstep',
    markerEnd: { type: MarkerType.ArrowClosed },
    style:
      change === 'removed'
        ? { stroke: 'var(--p-color-border-critical)', strokeDasharray: '4 4' }
        : change === 'added'
          ? { stroke: 'var(--p-color-border-success)' }
          : undefined,
  };
}

function ComparedBox({ data: { step } }: NodeProps<ComparedNode>) {
  const { words, tone, border } = LOOKS[step.change];
  return (
    <DrawnBox border={`var(--p-border-width-050) ${border}`}>
      <Text as="p" variant="headingSm" truncate>
        {step.title}
      </Text>
      <Text as="p" tone="subdued" truncate>
        {step.detail}
      </Text>
      {words === '' ? null : (
        <Box>
          <Badge tone={tone}>{words}</Badge>
        </Box>
      )}
    </DrawnBox>
  );
}
