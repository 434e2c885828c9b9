import {
  Banner,
  BlockStack,
  Button,
  Card,
  InlineStack,
  List,
  Select,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import {
  IMPORT_FIELD_NAMES,
  IMPORT_FIELDS,
  FILE_KINDS,
  type ImportField,
  type FileKind,
  type ColumnMapping,
} from '#app/imports/csv/fields.ts';
import type { CsvImport } from '#app/imports/csv/file.ts';
import { presetMapping } from '#app/imports/csv/recognise.ts';

export type MappingCardProps = {
  file: Pick<CsvImport, 'header' | 'sample' | 'kind' | 'mapping'>;
  problems: string[];
  isBusy: boolean;
  onCheck: (terms: { kind: FileKind; mapping: ColumnMapping }) => void;
};

const KINDS = Object.entries(FILE_KINDS).map(([value, label]) => ({ value, label }));
/** As many beside each other as there is room for. */
const COLUMNS = {
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 'var(--p-space-300)',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(18rem, 100%), 1fr))',
};

const CHOICES = [
  { value: '', label: 'Leave out' },
  ...IMPORT_FIELD_NAMES.map((field) => ({ value: field, label: IMPORT_FIELDS[field] })),
];

/** What a file is and what its columns hold, with the first rows to judge by. */
export function MappingCard({ file, problems, isBusy, onCheck }: MappingCardProps) {
  const [kind, setKind] = useState<FileKind>(file.kind ?? 'csv');
  const [mapping, setMapping] = useState<ColumnMapping>(file.mapping);

  function choose(column: number, value: string) {
    const field = IMPORT_FIELD_NAMES.find((name) => name === value) ?? null;
    setMapping(mapping.map((known, index) => (index === column ? field : known)));
  }

  function chooseKind(value: string) {
    const chosen = KINDS.find((one) => one.value === value)?.value as FileKind | undefined;
    if (!chosen) return;
    setKind(chosen);
    setMapping(presetMapping(file.header, chosen));
  }

  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          File content
        </Text>
        <Select label="This file is" options={KINDS} value={kind} onChange={chooseKind} />
        <Text as="p" tone="subdued">
          People are subscribed only if the file says when and where they agreed. All others are
          imported without a subscription.
        </Text>
        {problems.length === 0 ? null : (
          <Banner tone="critical" title="Fix the columns">
            <List>
              {problems.map((problem) => (
                <List.Item key={problem}>{problem}</List.Item>
              ))}
            </List>
          </Banner>
        )}
        <ul style={COLUMNS}>
          {file.header.map((name, column) => (
            <li key={`${String(column)}:${name}`}>
              <Column
                name={name}
                samples={file.sample.map((row) => row[column] ?? '')}
                field={mapping[column] ?? null}
                onChange={(value) => choose(column, value)}
              />
            </li>
          ))}
        </ul>
        <InlineStack align="end">
          <Button variant="primary" loading={isBusy} onClick={() => onCheck({ kind, mapping })}>
            Run test import
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

type ColumnProps = {
  name: string;
  samples: string[];
  field: ImportField | null;
  onChange: (value: string) => void;
};

function Column({ name, samples, field, onChange }: ColumnProps) {
  const filled = samples.filter((text) => text !== '').slice(0, 3);
  return (
    <Select
      label={name === '' ? 'Column without a name' : name}
      options={CHOICES}
      value={field ?? ''}
      onChange={onChange}
      helpText={filled.length === 0 ? 'Empty in the first rows' : filled.join(' · ')}
    />
  );
}
