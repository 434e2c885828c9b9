import { Badge, BlockStack, Button, Card, Checkbox, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { ListView } from '#app/lib/list-view.ts';
import type { ExportRow, ExportSort } from '#app/transfer/exportable.ts';
import { TRANSFER_PLURALS, type TransferKind } from '#app/transfer/file-definition.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { ListCard } from '#app/ui/list-card.tsx';
import type { Column } from '#app/ui/sorted-table.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';
import { useDefinitionFile } from './use-definition-file.ts';

const COLUMNS: [Column<ExportSort>, ...Column<ExportSort>[]] = [
  { title: 'Name', sort: 'name' },
  { title: 'Kind', sort: 'kind' },
  { title: 'State', sort: 'state' },
  { title: 'File', isHidden: true },
];

export type DefinitionExportCardProps = {
  counts: readonly { kind: TransferKind; count: number }[];
  rows: { rows: ExportRow[]; hasMore: boolean };
  list: ListControls<ListView<ExportSort>>;
};

/** Downloads all definitions of some kinds in one file, or one by itself. */
export function DefinitionExportCard({ counts, rows, list }: DefinitionExportCardProps) {
  const file = useDefinitionFile();
  const available = counts.filter(({ count }) => count > 0);
  const [left, setLeft] = useState<readonly TransferKind[]>([]);
  const kinds = available.map(({ kind }) => kind).filter((kind) => !left.includes(kind));
  const toggle = (kind: TransferKind, isChosen: boolean) =>
    setLeft(isChosen ? left.filter((one) => one !== kind) : [...left, kind]);
  return (
    <>
      <Card>
        <BlockStack gap="300">
          <CardIntro
            title="Export"
            text="What is live, and drafts that were never published. Files hold what definitions hold: addresses of staff and webhooks too, but no customers."
          />
          <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
            <legend>
              <Text as="span" visuallyHidden>
                Kinds to export
              </Text>
            </legend>
            <InlineStack gap="400">
              {available.map(({ kind, count }) => (
                <Checkbox
                  key={kind}
                  label={
                    kind === 'score_model'
                      ? TRANSFER_PLURALS[kind]
                      : `${TRANSFER_PLURALS[kind]} (${String(count)})`
                  }
                  checked={kinds.includes(kind)}
                  onChange={(isChosen) => toggle(kind, isChosen)}
                />
              ))}
            </InlineStack>
          </fieldset>
          <div>
            <Button
              disabled={kinds.length === 0}
              loading={file.isBusy}
              onClick={() => file.download({ kinds: kinds.join(',') }, 'tendril-definitions')}
            >
              Download
            </Button>
          </div>
        </BlockStack>
      </Card>
      <ListCard
        title="One definition"
        text="Each can be downloaded by itself."
        searchHint="Name or kind"
        list={list}
        name={{ singular: 'definition', plural: 'definitions' }}
        columns={COLUMNS}
        empty="No definitions."
        hasMore={rows.hasMore}
        rows={rows.rows.map(({ id, name, label, key, state }) => ({
          id,
          cells: [
            name,
            label,
            state === 'live' ? (
              <Badge key="state" tone="success">
                Live
              </Badge>
            ) : (
              <Badge key="state">Draft</Badge>
            ),
            <Button
              key="file"
              variant="plain"
              disabled={file.isBusy}
              accessibilityLabel={`Download ${label.toLowerCase()} ${name}`}
              onClick={() => file.download({ id }, key)}
            >
              Download
            </Button>,
          ],
        }))}
      />
    </>
  );
}
