import {
  Badge,
  BlockStack,
  Box,
  Button,
  Checkbox,
  Collapsible,
  InlineStack,
  Select,
  Text,
} from '@shopify/polaris';
import { useId, useState } from 'react';
import { ChangeList } from '#app/definitions/ui/change-list.tsx';
import { formatAnd } from '#app/lib/format/list.ts';
import { TRANSFER_LABELS } from '#app/transfer/file-definition.ts';
import type { ImportMode, PlannedDefinition } from '#app/transfer/plan-import.ts';

const STATES = {
  new: { text: 'New', tone: 'info' },
  changed: { text: 'Different', tone: 'attention' },
  same: { text: 'Same', tone: undefined },
} as const;

export type PlannedRowProps = {
  planned: PlannedDefinition;
  /** How it is to be imported; null when it is not. */
  mode: ImportMode | null;
  /** What it refers to that is not chosen, by name. */
  unchosen: readonly string[];
  onChange: (mode: ImportMode | null) => void;
};

/** One definition of an import: whether and how it is imported, what is different, and what to know of it. */
export function PlannedRow({ planned, mode, unchosen, onChange }: PlannedRowProps) {
  const { name, kind, state, changes, modes, cautions, missing, staff } = planned;
  const label = TRANSFER_LABELS[kind];
  const { text, tone } = STATES[state];
  const warnings = [
    ...cautions,
    ...(missing.length > 0
      ? [`Neither in this store nor in the files: ${formatAnd(missing)}.${afterMissing(planned)}`]
      : []),
    ...(staff.length > 0
      ? [
          `Members of staff of another store are taken out: ${formatAnd(staff)}. Choose others after the import.`,
        ]
      : []),
    ...(unchosen.length > 0 ? [`It uses what is not chosen: ${formatAnd([...unchosen])}.`] : []),
  ];
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Checkbox
          label={`${label} “${name}”`}
          checked={mode !== null}
          disabled={modes.length === 0}
          onChange={(isChosen) => onChange(isChosen ? (modes[0] ?? null) : null)}
        />
        <Badge tone={tone}>{text}</Badge>
        {modes.length > 1 && mode !== null ? (
          <Select
            label={`How to import ${name}`}
            labelHidden
            options={modes.map((one) => ({ value: one, label: modeWords(planned, one) }))}
            value={mode}
            onChange={(value: ImportMode) => onChange(value)}
          />
        ) : null}
      </InlineStack>
      <Box paddingInlineStart="600">
        <BlockStack gap="100">
          {warnings.map((warning) => (
            <Text key={warning} as="p" tone="caution">
              {warning}
            </Text>
          ))}
          <Changes name={name} changes={changes} />
        </BlockStack>
      </Box>
    </BlockStack>
  );
}

/** What to do about what is missing. */
function afterMissing({ state, modes }: PlannedDefinition): string {
  if (state === 'same') return '';
  return modes.length > 0
    ? ' Choose others after the import.'
    : ' It has no draft in which others could be chosen: make what is missing first, or change the file.';
}

function modeWords({ kind }: PlannedDefinition, mode: ImportMode): string {
  if (mode === 'copy') return 'Add as a copy';
  return kind === 'segment' ? 'Replace the one here now' : 'As the next draft of the one here';
}

function Changes({ name, changes }: Pick<PlannedDefinition, 'name' | 'changes'>) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  if (changes.length === 0) return null;
  return (
    <>
      <div>
        <Button
          variant="plain"
          onClick={() => setIsOpen(!isOpen)}
          ariaExpanded={isOpen}
          ariaControls={id}
          accessibilityLabel={`${isOpen ? 'Hide' : 'Show'} what is different in ${name}`}
          disclosure={isOpen ? 'up' : 'down'}
        >
          {isOpen ? 'Hide what is different' : 'Show what is different'}
        </Button>
      </div>
      <Collapsible id={id} open={isOpen}>
        {isOpen ? <ChangeList changes={changes} /> : null}
      </Collapsible>
    </>
  );
}
