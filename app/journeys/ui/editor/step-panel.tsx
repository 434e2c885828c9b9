import { Banner, BlockStack, Button, ButtonGroup, Card, Text } from '@shopify/polaris';
import { memo, useEffect, useRef } from 'react';
import { changeStep } from '#app/journeys/editor/edit-steps.ts';
import { figurePeriod } from '#app/journeys/page/figure-period.ts';
import { stepKindWords, type Step } from '#app/journeys/steps/registry.ts';
import { StepFields } from '#app/journeys/ui/step-forms/registry.tsx';
import { formatCount } from '#app/lib/format/count.ts';
import { EdgeFields } from './edge-fields.tsx';
import { useEditor, useEditorParts } from './editor-context.tsx';
import { JourneyPanel } from './journey-panel.tsx';
import { copySelection, currentStep, deleteSelection, STEPS } from './step-actions.ts';
import { useAfterFrame } from './use-after-frame.ts';
import { useProblemWords } from './use-problem-words.ts';

const FIELDS = 'input, select, textarea, button';

/** What is chosen on the canvas, with the fields that change it: a step, several, or the journey itself. */
export const StepPanel = memo(function StepPanel() {
  const { store } = useEditorParts();
  const selection = useEditor((state) => state.selection);
  // Going through steps by arrow keys is not held up by the form of each.
  const drawn = useAfterFrame(selection);
  const chosen = currentStep(drawn);
  const found = useEditor(({ content }) => content.steps.find(({ id }) => id === chosen));
  const before = useAfterFrame(found);
  // A step that was deleted stays until what is chosen after it is drawn; nothing else is drawn in between.
  const step = found ?? (drawn === selection ? undefined : before);
  const panel = useRef<HTMLElement>(null);
  const opened = useEditor((state) => state.opened);
  const focused = useRef(0);
  useEffect(() => {
    // Not before the panel shows what was opened.
    if (opened === focused.current || drawn !== selection) return;
    focused.current = opened;
    const field = panel.current?.querySelector<HTMLElement>(FIELDS);
    (field ?? panel.current)?.focus();
  }, [opened, drawn, selection]);
  return (
    <section
      ref={panel}
      aria-label="Settings"
      tabIndex={-1}
      onKeyDown={(event) => {
        // A window over the page has its own Escape.
        const isHere = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key !== 'Escape' || !isHere) return;
        const [id] = store.getState().selection;
        if (id !== undefined) store.getState().show(id);
      }}
    >
      <Card>
        {step ? (
          <OneStep key={step.id} step={step} />
        ) : chosen === undefined && selection.length > 1 ? (
          <SeveralSteps count={selection.length} />
        ) : (
          <JourneyPanel />
        )}
      </Card>
    </section>
  );
});

const OneStep = memo(function OneStep({ step }: { step: Step }) {
  const { store, forms } = useEditorParts();
  const problem = useProblemWords().get(step.id);
  return (
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">
        {stepKindWords(step.kind).label}
      </Text>
      {problem === undefined ? null : (
        <Banner tone="warning">
          <p>{problem}</p>
        </Banner>
      )}
      <StepFields
        step={step}
        context={forms}
        onChange={(changed) =>
          store.getState().edit((content) => changeStep(content, changed), { field: step.id })
        }
      />
      <EdgeFields step={step} />
      <LiveStepLines id={step.id} />
      <SelectionButtons />
    </BlockStack>
  );
});

/** What the live version did at a step. */
function LiveStepLines({ id }: { id: string }) {
  const { figures } = useEditorParts();
  const lines = figures?.lines.get(id);
  if (!figures || !lines) return null;
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {`Live version, ${figurePeriod(figures.days)}`}
      </Text>
      {lines.map((line) => (
        <Text key={line} as="p" tone="subdued" numeric>
          {line}
        </Text>
      ))}
    </BlockStack>
  );
}

function SeveralSteps({ count }: { count: number }) {
  return (
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">
        {`${formatCount(count, STEPS)} chosen`}
      </Text>
      <SelectionButtons />
    </BlockStack>
  );
}

function SelectionButtons() {
  const { store } = useEditorParts();
  return (
    <ButtonGroup>
      <Button onClick={() => copySelection(store)}>Copy</Button>
      <Button tone="critical" onClick={() => deleteSelection(store)}>
        Delete
      </Button>
    </ButtonGroup>
  );
}
