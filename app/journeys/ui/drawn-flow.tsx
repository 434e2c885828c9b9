import {
  Controls,
  Handle,
  Position,
  ReactFlow,
  type Edge,
  type Node,
  type ReactFlowProps,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import type { CSSProperties, ReactNode } from 'react';
import './drawing.css';
import { STEP_HEIGHT, STEP_WIDTH } from './lay-out-steps.ts';

export type DrawnFlowProps<N extends Node> = Pick<
  ReactFlowProps<N>,
  'ariaLabelConfig' | 'fitViewOptions' | 'minZoom' | 'nodeTypes' | 'onlyRenderVisibleElements'
> & {
  label: string;
  /** In pixels. */
  height: number;
  nodes: N[];
  edges: Edge[];
};

/** Steps as a read-only graph: Tab goes from step to step, the buttons zoom, and the page scrolls over it. */
export function DrawnFlow<N extends Node>({ label, height, ...flow }: DrawnFlowProps<N>) {
  return (
    <div style={{ height }} role="group" aria-label={label}>
      <ReactFlow
        {...flow}
        fitView
        maxZoom={1.5}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        disableKeyboardA11y={false}
        preventScrolling={false}
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
      >
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

/** Where the edges of a drawn step begin and end; given, so that fresh figures need no second measuring. */
export function handlesOf(height = STEP_HEIGHT): NonNullable<Node['handles']> {
  const spot = { x: STEP_WIDTH / 2, width: 1, height: 1 };
  return [
    { ...spot, type: 'target', position: Position.Top, y: 0 },
    { ...spot, type: 'source', position: Position.Bottom, y: height },
  ];
}

export type DrawnBoxProps = {
  height?: number;
  border: string;
  shadow?: CSSProperties['boxShadow'];
  children: ReactNode;
};

/** The frame of a drawn step. */
export function DrawnBox({ height = STEP_HEIGHT, border, shadow, children }: DrawnBoxProps) {
  return (
    <div
      style={{
        boxSizing: 'border-box',
        width: STEP_WIDTH,
        height,
        padding: 'var(--p-space-300)',
        background: 'var(--p-color-bg-surface)',
        border,
        borderRadius: 'var(--p-border-radius-300)',
        boxShadow: shadow,
      }}
    >
      <Handle type="target" position={Position.Top} isConnectable={false} style={UNSEEN} />
      {children}
      <Handle type="source" position={Position.Bottom} isConnectable={false} style={UNSEEN} />
    </div>
  );
}

const UNSEEN = { opacity: 0 };
