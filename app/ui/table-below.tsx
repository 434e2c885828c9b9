import { Button, Collapsible, DataTable } from '@shopify/polaris';
import type { DataTableProps } from '@shopify/polaris';
import { useId, useState } from 'react';

/** The table that says what a chart shows, opened by a button below it. */
export function TableBelow(
  table: Pick<DataTableProps, 'columnContentTypes' | 'headings' | 'rows'>,
) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Button
        variant="plain"
        textAlign="start"
        disclosure={isOpen ? 'up' : 'down'}
        ariaExpanded={isOpen}
        ariaControls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Hide the table' : 'Show as a table'}
      </Button>
      <Collapsible id={id} open={isOpen}>
        <DataTable {...table} />
      </Collapsible>
    </>
  );
}
