import { BlockStack, Box, Button, Modal, Text } from '@shopify/polaris';
import { useMemo, useReducer, useState } from 'react';
import { describePredicate } from '#app/segments/builder/describe.ts';
import { redone, undone, withEdit, type Edit } from '#app/segments/builder/edit-draft.ts';
import { draftErrors, predicateDraftOf, writeDraft } from '#app/segments/builder/predicate-form.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import type { Names } from '#app/segments/conditions/condition-evaluator.ts';
import { parsePredicate } from '#app/segments/parse-predicate.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import type { Offered } from '#app/segments/ui/condition-inputs.tsx';
import { SegmentBuilder } from '#app/segments/ui/segment-builder.tsx';

export type PredicateFieldsProps = {
  predicate: Predicate;
  offered: Offered;
  onChange: (predicate: Predicate) => void;
};

/** A condition about the person in words, and what changes it: the builder of segments, which needs the room of a window. */
export function PredicateFields({ predicate, offered, onChange }: PredicateFieldsProps) {
  const [isOpen, setIsOpen] = useState(false);
  const isEmpty = conditionsOf(predicate).length === 0;
  return (
    <BlockStack gap="200" inlineAlign="start">
      <Box background="bg-surface-secondary" borderRadius="200" padding="300" width="100%">
        <Text as="p" breakWord>
          {isEmpty
            ? 'No condition yet: all people.'
            : describePredicate(predicate, namesOfOffered(offered))}
        </Text>
      </Box>
      <Button onClick={() => setIsOpen(true)}>
        {isEmpty ? 'Choose condition' : 'Change condition'}
      </Button>
      {isOpen ? (
        <PredicateWindow
          predicate={predicate}
          offered={offered}
          onClose={() => setIsOpen(false)}
          onChange={onChange}
        />
      ) : null}
    </BlockStack>
  );
}

/** What the ids of a condition are called. */
function namesOfOffered({ segments, names }: Offered): Names {
  const labels = new Map(segments.map(({ value, label }) => [value, label]));
  return {
    segment: (key) => labels.get(key) ?? null,
    product: (id) => names[id] ?? null,
    collection: (id) => names[id] ?? null,
  };
}

type PredicateWindowProps = PredicateFieldsProps & { onClose: () => void };

function PredicateWindow({ predicate, offered, onChange, onClose }: PredicateWindowProps) {
  const { currency } = offered;
  const [history, step] = useReducer(takeEdit, null, () => ({
    past: [],
    draft: predicateDraftOf(predicate, currency),
    future: [],
  }));
  const [wasTried, setTried] = useState(false);
  const written = useMemo(() => writeDraft(history.draft, currency), [history.draft, currency]);
  const parsed = useMemo(() => parsePredicate(written.predicate), [written.predicate]);
  const problems = parsed.outcome === 'refused' ? parsed.problems : [];
  function finish() {
    setTried(true);
    if (parsed.outcome !== 'read') return;
    onChange(parsed.predicate);
    onClose();
  }
  return (
    <Modal
      open
      size="large"
      title="Condition"
      onClose={onClose}
      primaryAction={{ content: 'Done', onAction: finish }}
      secondaryActions={[
        { content: 'Undo', disabled: history.past.length === 0, onAction: () => step('undo') },
        { content: 'Redo', disabled: history.future.length === 0, onAction: () => step('redo') },
        { content: 'Cancel', onAction: onClose },
      ]}
    >
      <Modal.Section>
        <SegmentBuilder
          root={history.draft.root}
          errors={draftErrors(history.draft, written, problems, wasTried)}
          offered={offered}
          onEdit={step}
        />
      </Modal.Section>
    </Modal>
  );
}

function takeEdit(history: Parameters<typeof withEdit>[0], edit: Edit | 'undo' | 'redo') {
  if (edit === 'undo') return undone(history);
  return edit === 'redo' ? redone(history) : withEdit(history, edit);
}
