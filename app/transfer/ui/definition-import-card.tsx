import { Banner, BlockStack, Card, DropZone, Link, List, Spinner, Text } from '@shopify/polaris';
import { formatNumber } from '#app/lib/format/number.ts';
import { MOST_FILE_BYTES } from '#app/transfer/file-text.ts';
import type { ImportedDefinition } from '#app/transfer/import-outcome.ts';
import { TRANSFER_LABELS } from '#app/transfer/file-definition.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { FileProblems } from './file-problems.tsx';
import { FlowNotesList } from './flow-notes-list.tsx';
import { ImportPlanCard } from './import-plan-card.tsx';
import { useImport } from './use-import.ts';

/** Where files are chosen; below it what they would do, and what came of it. */
export function DefinitionImportCard() {
  const { isBusy, unsent, answer, choose, run, cancel } = useImport();
  const plan = answer && 'plan' in answer ? answer.plan : null;
  return (
    <>
      <Card>
        <BlockStack gap="300">
          <CardIntro
            title="Import"
            text={`Files of this app, or flows of Klaviyo: the answer of its API with the definition, and for names those of metrics, lists and segments. At most ${formatNumber(MOST_FILE_BYTES / 1_000)} kB together. You see what is different before anything is written.`}
          />
          <FileProblems title="These files were not read" problems={unsent} />
          {answer?.outcome === 'imported' ? (
            <>
              <Imported imported={answer.imported} />
              <FlowNotesList notes={answer.notes} />
            </>
          ) : null}
          {answer?.outcome === 'refused' ? (
            <Banner tone="critical" title="Nothing was imported">
              <p>{`“${answer.what}”: ${answer.reason}`}</p>
            </Banner>
          ) : null}
          {answer?.outcome === 'changed_meanwhile' ? (
            <Banner tone="warning" title="Nothing was imported">
              <p>The store was changed meanwhile. Review what is different now.</p>
            </Banner>
          ) : null}
          <DropZone
            label="Files to import"
            labelHidden
            accept=".json,application/json"
            type="file"
            disabled={isBusy}
            onDrop={(files) => void choose(files)}
          >
            <DropZone.FileUpload actionTitle="Choose files" actionHint="or drop JSON files here" />
          </DropZone>
          {isBusy ? (
            <div role="status">
              <Spinner size="small" accessibilityLabel="Reading the files" />
              <Text as="span" tone="subdued">
                {' Reading the files'}
              </Text>
            </div>
          ) : null}
        </BlockStack>
      </Card>
      {plan ? (
        <ImportPlanCard
          key={plan.digest}
          plan={plan}
          isBusy={isBusy}
          onImport={(choices) => run(choices, plan.digest)}
          onCancel={cancel}
        />
      ) : null}
    </>
  );
}

function Imported({ imported }: { imported: readonly ImportedDefinition[] }) {
  return (
    <Banner tone="success" title={`Imported: ${formatNumber(imported.length)}`}>
      <List>
        {imported.map((one) => (
          <List.Item key={`${one.kind}:${one.key}`}>
            {`${TRANSFER_LABELS[one.kind]} `}
            <ImportedName imported={one} />
          </List.Item>
        ))}
      </List>
    </Banner>
  );
}

function ImportedName({ imported }: { imported: ImportedDefinition }) {
  const { kind, key, name } = imported;
  switch (kind) {
    case 'journey':
      return <Link url={`/app/journeys/${key}/edit`}>{name}</Link>;
    case 'offer':
      return <Link url={`/app/offers/${key}`}>{name}</Link>;
    case 'segment':
      return <Link url={`/app/segments/${key}`}>{name}</Link>;
    case 'score_model':
      return <Link url="/app/scoring">{name}</Link>;
    case 'email':
    case 'banner':
      return <>{`${name}: publish it below`}</>;
  }
}
