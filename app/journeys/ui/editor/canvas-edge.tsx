import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { START_ID } from '#app/journeys/ui/editor-store.ts';
import { AddButton } from './add-button.tsx';
import type { DrawnLine } from './canvas-elements.ts';

/** A line between two steps, with its label where it begins and a button in its middle that adds a step. */
export const CanvasEdge = memo(function CanvasEdge(props: EdgeProps<DrawnLine>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = props;
  const { label, data, markerEnd, selected } = props;
  const [path, middleX, middleY] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
  });
  const at = {
    from: data?.from === START_ID ? null : (data?.from ?? null),
    key: data?.key ?? 'first',
  };
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        markerEnd={markerEnd}
        style={selected ? { stroke: 'var(--p-color-border-focus)', strokeWidth: 2 } : undefined}
      />
      <EdgeLabelRenderer>
        {typeof label === 'string' ? (
          // Where it begins: lines to one step meet in their middle.
          <Spot x={sourceX} y={sourceY + 16}>
            <span
              style={{
                padding: '0 var(--p-space-100)',
                fontSize: 12,
                background: 'var(--p-color-bg-surface)',
                borderRadius: 'var(--p-border-radius-100)',
              }}
            >
              {label}
            </span>
            <AddButton at={at} label={`Add step on ${label}`} />
          </Spot>
        ) : (
          <Spot x={middleX} y={middleY}>
            <AddButton at={at} label="Add step here" />
          </Spot>
        )}
      </EdgeLabelRenderer>
    </>
  );
});

function Spot({ x, y, children }: { x: number; y: number; children: React.ReactNode }) {
  return (
    <div
      className="nodrag nopan"
      style={{
        position: 'absolute',
        display: 'flex',
        alignItems: 'center',
        transform: `translate(-50%, -50%) translate(${String(x)}px, ${String(y)}px)`,
        pointerEvents: 'all',
      }}
    >
      {children}
    </div>
  );
}
