import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { DEFINITION_LABELS } from '#app/definitions/definition-kind.ts';
import { formatAnd } from '#app/lib/format/list.ts';
import {
  TRANSFER_KINDS,
  TRANSFER_PLURALS,
  type TransferKind,
} from '#app/transfer/file-definition.ts';
import type { ImportChoice, ImportPlan } from '#app/transfer/import-outcome.ts';
import type { ImportMode, PlannedDefinition } from '#app/transfer/plan-import.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { ShortList } from '#app/ui/short-list.tsx';
import { FileProblems } from './file-problems.tsx';
import { FlowNotesList } from './flow-notes-list.tsx';
import { PlannedRow } from './planned-row.tsx';

const SHOWN_AT_FIRST = 50;

export type ImportPlanCardProps = {
  plan: ImportPlan;
  isBusy: boolean;
  onImport: (choices: ImportChoice[]) => void;
  onCancel: () => void;
};

/** What an import would do, definition by definition, and the choice of what to import. */
export function ImportPlanCard({ plan, isBusy, onImport, onCancel }: ImportPlanCardProps) {
  const { definitions, problems, notes } = plan;
  const [modes, setModes] = useState(() => chosenAtFirst(definitions));
  const choices = [...modes].map(([id, mode]) => ({ id, mode }));
  const setMode = (id: string, mode: ImportMode | null) => {
    const changed = new Map(modes);
    if (mode === null) changed.delete(id);
    else changed.set(id, mode);
    setModes(changed);
  };
  return (
    <Card>
      <BlockStack gap="400">
        <CardIntro
          title="What would be imported"
          text={effectWords(definitions.map(({ kind }) => kind))}
        />
        <FileProblems title="Not everything can be used" problems={problems} />
        <FlowNotesList notes={notes} />
        {definitions.length === 0 ? (
          <Text as="p" tone="subdued">
            The files hold nothing that can be imported.
          </Text>
        ) : null}
        <ShortList
          whole={`all ${String(definitions.length)} definitions`}
          few={SHOWN_AT_FIRST}
          gap="300"
          items={definitions.map((planned) => ({
            key: planned.id,
            content: (
              <PlannedRow
                planned={planned}
                mode={modes.get(planned.id) ?? null}
                unchosen={unchosenUses(planned, definitions, modes)}
                onChange={(mode) => setMode(planned.id, mode)}
              />
            ),
          }))}
        />
        <InlineStack gap="200">
          <Button
            variant="primary"
            loading={isBusy}
            disabled={choices.length === 0}
            onClick={() => onImport(choices)}
          >
            {choices.length === 0 ? 'Import' : `Import ${String(choices.length)}`}
          </Button>
          <Button disabled={isBusy} onClick={onCancel}>
            Cancel
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

/** What happens to the kinds of a plan: which become drafts, and which are in use at once. */
function effectWords(kinds: readonly TransferKind[]): string {
  const namesOf = (isDrafted: boolean) =>
    TRANSFER_KINDS.filter(
      (kind) => kinds.includes(kind) && kind in DEFINITION_LABELS === isDrafted,
    ).map((kind) => (kind === 'score_model' ? 'the score model' : TRANSFER_PLURALS[kind]));
  const [drafted, atOnce] = [namesOf(true), namesOf(false)].map((names) =>
    names.length === 0 ? null : formatAnd(names).toLowerCase(),
  );
  return [
    drafted && `Drafts, not live before you publish them: ${drafted}.`,
    atOnce && `Without drafts, in use as soon as you import: ${atOnce}.`,
  ]
    .filter((sentence) => typeof sentence === 'string')
    .join(' ');
}

function chosenAtFirst(definitions: readonly PlannedDefinition[]): Map<string, ImportMode> {
  return new Map(
    definitions.flatMap(({ id, isChosen, modes: [mode] }) =>
      isChosen && mode !== undefined ? [[id, mode] as const] : [],
    ),
  );
}

/** What a chosen definition refers to in the files that is new and not chosen, by name. */
function unchosenUses(
  { id, uses }: PlannedDefinition,
  definitions: readonly PlannedDefinition[],
  modes: ReadonlyMap<string, ImportMode>,
): string[] {
  if (!modes.has(id)) return [];
  return definitions.flatMap((one) =>
    uses.includes(one.id) && one.state === 'new' && !modes.has(one.id) ? [one.name] : [],
  );
}
