import { Box, Card, Text } from '@shopify/polaris';
import type { RunSort } from '#app/journeys/page/journey-page.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';
import { RunsTable, type RunsTableProps } from './runs-table.tsx';

export type JourneyRunsCardProps = Omit<RunsTableProps, 'list'> & {
  list: ListControls<ListView<RunSort>>;
};

/** The people in a journey, to search through; for staff who may see people. */
export function JourneyRunsCard(props: JourneyRunsCardProps) {
  return (
    <Card padding="0">
      <Box padding="300" paddingBlockEnd="0">
        <Text as="h2" variant="headingMd">
          People in this journey
        </Text>
      </Box>
      <ListSearch
        label="Search people in this journey"
        placeholder="Name or email address"
        list={props.list}
      />
      <RunsTable {...props} />
    </Card>
  );
}
