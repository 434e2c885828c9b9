import { useFetcher, useNavigate } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import {
  Banner,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  InlineGrid,
  InlineStack,
  Text,
  useBreakpoints,
} from '@shopify/polaris';
import { RedoIcon, UndoIcon } from '@shopify/polaris-icons';
import { useEffect, useMemo, useReducer, useState } from 'react';
import {
  redone,
  undone,
  withEdit,
  type DraftHistory,
  type Edit,
} from '#app/segments/builder/edit-draft.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { draftErrors, predicateDraftOf, writeDraft } from '#app/segments/builder/predicate-form.ts';
import { takesTheRest } from '#app/segments/ready/ready-segments.ts';
import type { SegmentOutcome } from '#app/segments/save-segment.ts';
import type { SegmentTemplate } from '#app/segments/builder/segment-templates.ts';
import { FormSaveBar } from '#app/ui/form-save-bar.tsx';
import { useInvalidFocus } from '#app/ui/use-invalid-focus.ts';
import type { Offered } from './condition-inputs.tsx';
import { LiveCountCard } from './live-count-card.tsx';
import { SegmentBuilder } from './segment-builder.tsx';
import { SegmentCardFields, type SegmentCardForm } from './segment-card-fields.tsx';
import { SegmentTemplateCard } from './segment-template-card.tsx';
import { useLiveCount } from './use-live-count.ts';

export type SegmentEditorProps = {
  /** Null for a new segment. */
  segmentKey: string | null;
  /** The version that is edited; 0 for a new segment. */
  base: number;
  card: SegmentCardForm;
  predicate: Predicate;
  offered: Offered;
  templates: SegmentTemplate[];
};

type Step =
  | Edit
  | { edit: 'undo' }
  | { edit: 'redo' }
  /** Another predicate instead, which can be undone. */
  | { edit: 'start'; from: DraftHistory }
  | { edit: 'discard'; to: DraftHistory };

function take(history: DraftHistory, step: Step): DraftHistory {
  switch (step.edit) {
    case 'undo':
      return undone(history);
    case 'redo':
      return redone(history);
    case 'start':
      return { ...step.from, past: [...history.past, history.draft] };
    case 'discard':
      return step.to;
    default:
      return withEdit(history, step);
  }
}

function begin(predicate: Predicate, currency: string): DraftHistory {
  return { past: [], draft: predicateDraftOf(predicate, currency), future: [] };
}

/** Edits a segment: what it is for, its conditions, and beside them its members. */
export function SegmentEditor(props: SegmentEditorProps) {
  const { segmentKey, predicate, offered, templates } = props;
  // What editing started from: once a colleague saved, the page knows of a newer version that was never shown here.
  const [start, setStart] = useState({ base: props.base, card: props.card });
  const { currency } = offered;
  const [card, setCard] = useState(props.card);
  const [history, step] = useReducer(take, begin(predicate, currency));
  const [wasTried, setTried] = useState(false);
  const saving = useFetcher<SegmentOutcome>();
  const written = useMemo(() => writeDraft(history.draft, currency), [history.draft, currency]);
  const predicateText = JSON.stringify(written.predicate);
  const { answer, isStale } = useLiveCount(predicateText, segmentKey);
  const bridge = useAppBridge();
  const { mdUp } = useBreakpoints();
  const navigate = useNavigate();
  const { data, state } = saving;

  const refused = data?.outcome === 'refused' ? data : null;
  useInvalidFocus(refused);
  const problems = answer?.outcome === 'refused' && !isStale ? answer.problems : [];
  const errors = draftErrors(history.draft, written, problems, wasTried);
  const isDirty = history.past.length > 0 || JSON.stringify(card) !== JSON.stringify(start.card);
  const isSaved = data?.outcome === 'saved' || data?.outcome === 'unchanged';

  useEffect(() => {
    // Not before the page is read again: Remix shows nothing when that ends on the way to a page it does not know yet.
    if (!data || state !== 'idle') return;
    bridge.toast.show(OUTCOME_TEXTS[data.outcome], { isError: data.outcome === 'refused' });
    if (data.outcome === 'saved' || data.outcome === 'unchanged')
      navigate(`/app/segments/${data.key}`);
  }, [bridge, data, navigate, state]);

  function save() {
    setTried(true);
    const draft = { base: start.base, card, predicate: written.predicate };
    saving.submit({ draft: JSON.stringify(draft) }, { method: 'post' });
  }
  function discard() {
    setStart({ base: props.base, card: props.card });
    setCard(props.card);
    setTried(false);
    step({ edit: 'discard', to: begin(predicate, currency) });
  }
  function startFrom(template: SegmentTemplate) {
    const { name, purpose, stage } = template;
    setCard({ ...card, name, purpose, stage });
    step({ edit: 'start', from: begin(template.predicate, currency) });
  }

  return (
    <>
      <FormSaveBar
        id="segment"
        isOpen={isDirty && !isSaved}
        isBusy={state !== 'idle'}
        onSave={save}
        onDiscard={discard}
      />
      <BlockStack gap="400">
        {data?.outcome === 'conflict' && start.base !== props.base ? (
          <Banner tone="warning" title="Another staff member saved this segment meanwhile">
            <p>Yours was not saved. Discard it to edit theirs.</p>
          </Banner>
        ) : null}
        {segmentKey === null ? (
          <SegmentTemplateCard templates={templates} onStart={startFrom} />
        ) : null}
        <InlineGrid columns={{ xs: 1, md: '1fr 18rem' }} gap="400" alignItems="start">
          <Card>
            <BlockStack gap="400">
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <Text as="h2" variant="headingMd">
                  Rules
                </Text>
                <UndoButtons history={history} onStep={step} />
              </InlineStack>
              {segmentKey !== null && takesTheRest(segmentKey) ? (
                <Text as="p">
                  People in none of the other groups. This cannot be changed, so that the groups
                  always add up.
                </Text>
              ) : (
                <SegmentBuilder
                  root={history.draft.root}
                  errors={errors}
                  offered={offered}
                  onEdit={step}
                />
              )}
            </BlockStack>
          </Card>
          {/* Beside both cards where there is room, between them on a phone. */}
          <div style={mdUp ? { gridColumn: 2, gridRow: '1 / span 2' } : undefined}>
            <LiveCountCard answer={answer} isStale={isStale} />
          </div>
          <SegmentCardFields
            card={card}
            errors={refused?.errors ?? {}}
            isNew={segmentKey === null}
            onChange={(change) => setCard({ ...card, ...change })}
          />
        </InlineGrid>
      </BlockStack>
    </>
  );
}

function UndoButtons(props: { history: DraftHistory; onStep: (step: Step) => void }) {
  const { history, onStep } = props;
  return (
    <ButtonGroup variant="segmented">
      <Button
        size="slim"
        icon={UndoIcon}
        accessibilityLabel="Undo"
        disabled={history.past.length === 0}
        onClick={() => onStep({ edit: 'undo' })}
      />
      <Button
        size="slim"
        icon={RedoIcon}
        accessibilityLabel="Redo"
        disabled={history.future.length === 0}
        onClick={() => onStep({ edit: 'redo' })}
      />
    </ButtonGroup>
  );
}

const OUTCOME_TEXTS: Record<SegmentOutcome['outcome'], string> = {
  saved: 'Segment saved. Updating members',
  unchanged: 'Nothing to save',
  refused: 'Fix the highlighted fields',
  conflict: 'Another staff member saved meanwhile',
  not_found: 'The segment is archived',
};
