import { BlockStack, Box, IndexTable, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

/** The cells of a row: beside each other, or below each other where the table is condensed for a phone. */
export function RowCells({ cells, isCondensed }: { cells: ReactNode[]; isCondensed: boolean }) {
  // The places of the cells never change, so their position is what they are known by.
  if (isCondensed) {
    return (
      <Box padding="300">
        <BlockStack gap="150" inlineAlign="start">
          {cells.map((cell, column) => (
            <div key={column} style={{ overflowWrap: 'anywhere' }}>
              {cell}
            </div>
          ))}
        </BlockStack>
      </Box>
    );
  }
  return cells.map((cell, column) => (
    <IndexTable.Cell key={column}>
      <div style={{ whiteSpace: 'normal', maxWidth: '26rem' }}>{cell}</div>
    </IndexTable.Cell>
  ));
}

/** A cell that says which column it is of, for tables that are condensed and so show no headings. */
export function NamedCell({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <>
      <Text as="span" tone="subdued">{`${heading}: `}</Text>
      {children}
    </>
  );
}

export type NumberCellProps = { heading: string; isCondensed: boolean; children: ReactNode };

/** A number in a table: at the end of its column, or with the heading in front where it is condensed. */
export function NumberCell({ heading, isCondensed, children }: NumberCellProps) {
  if (isCondensed) return <NamedCell heading={heading}>{children}</NamedCell>;
  return (
    <Text as="span" alignment="end" numeric>
      {children}
    </Text>
  );
}
