import { Icon, Text } from '@shopify/polaris';
import { AlertTriangleIcon } from '@shopify/polaris-icons';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { START_ID } from '#app/journeys/ui/editor-store.ts';
import { STEP_HEIGHT, STEP_WIDTH } from '#app/journeys/ui/lay-out-steps.ts';
import { AddButton } from './add-button.tsx';
import type { DrawnNode } from './canvas-elements.ts';

/** A step on the canvas; drawn again only when something of it changed, not where it stands. */
export const CanvasStep = memo(DrawnBox, isSameBox);

function isSameBox(before: NodeProps<DrawnNode>, now: NodeProps<DrawnNode>): boolean {
  return (
    before.id === now.id && before.data.box === now.data.box && before.selected === now.selected
  );
}

function DrawnBox({ id, data, selected }: NodeProps<DrawnNode>) {
  const { kind, title, detail, problem, figures, edges } = data.box;
  const isStart = id === START_ID;
  const color = selected
    ? '--p-color-border-focus'
    : problem
      ? '--p-color-border-critical'
      : '--p-color-border';
  return (
    <div
      style={{
        boxSizing: 'border-box',
        width: STEP_WIDTH,
        height: STEP_HEIGHT,
        // Three lines of figures fit: taller steps would leave fewer in view.
        padding: 'var(--p-space-200) var(--p-space-300)',
        background: `var(${isStart ? '--p-color-bg-surface-secondary' : '--p-color-bg-surface'})`,
        border: `var(--p-border-width-${selected || problem ? '050' : '025'}) solid var(${color})`,
        borderRadius: 'var(--p-border-radius-300)',
        boxShadow: 'var(--p-shadow-200)',
        overflow: 'visible',
      }}
    >
      {isStart ? null : <Handle type="target" position={Position.Top} />}
      <Text as="p" variant="headingSm" truncate>
        {title}
      </Text>
      <Text as="p" tone="subdued" truncate>
        {detail}
      </Text>
      {problem === '' ? (
        shownLines(isStart ? '' : kind, figures).map((line) => (
          <div key={line} title={line}>
            <Text as="p" tone="subdued" variant="bodySm" numeric truncate>
              {line}
            </Text>
          </div>
        ))
      ) : (
        <div style={{ display: 'flex', gap: 'var(--p-space-100)' }}>
          <span>
            <Icon source={AlertTriangleIcon} tone="critical" />
          </span>
          <Text as="p" tone="critical" variant="bodySm" truncate>
            {problem}
          </Text>
        </div>
      )}
      {edges.map(({ key, label, left, isOpen }) => (
        <div key={key}>
          <Handle
            id={key}
            type="source"
            position={Position.Bottom}
            style={{ left }}
            title={label === null ? 'Drag to the next step' : `${label}: drag to the next step`}
          />
          {isOpen ? <OpenEnd from={id} edge={key} label={label} left={left} title={title} /> : null}
        </div>
      ))}
    </div>
  );
}

/** Lines of figures that a step has room for; its settings show all. */
const MOST_LINES = 3;

/** What there is room for below the words of a step: what the live version did, or what kind of step it is. */
function shownLines(kind: string, figures: readonly string[]): readonly string[] {
  return figures.length === 0 ? [kind] : figures.slice(0, MOST_LINES);
}

type OpenEndProps = {
  from: string;
  edge: string;
  label: string | null;
  left: number;
  title: string;
};

/** What an edge that leads nowhere yet ends in: a button that adds a step there. */
function OpenEnd({ from, edge, label, left, title }: OpenEndProps) {
  return (
    <div
      style={{
        position: 'absolute',
        left,
        top: STEP_HEIGHT + 10,
        transform: 'translateX(-50%)',
        textAlign: 'center',
      }}
    >
      <AddButton
        at={{ from: from === START_ID ? null : from, key: edge }}
        label={`Add step after ${title}${label === null ? '' : `, ${label}`}`}
      />
      {label === null ? null : (
        <Text as="p" variant="bodySm" tone="subdued">
          {label}
        </Text>
      )}
    </div>
  );
}
