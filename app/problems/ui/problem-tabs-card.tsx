import { Box, Card, Select, Tabs, useBreakpoints } from '@shopify/polaris';
import { PROBLEM_TABS, type ProblemTab } from '#app/problems/problem-tab.ts';

export type ProblemTabsCardProps = {
  /** In the order of `PROBLEM_TABS`. */
  tabs: { id: ProblemTab; content: string }[];
  selected: ProblemTab;
  onSelect: (tab: string) => void;
};

/** The kinds of problems to choose from: tabs, and on a phone a choice. */
export function ProblemTabsCard({ tabs, selected, onSelect }: ProblemTabsCardProps) {
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      {smDown ? (
        <Box padding="300">
          <Select
            label="Kind of problem"
            options={tabs.map(({ id, content }) => ({ value: id, label: content }))}
            value={selected}
            onChange={onSelect}
          />
        </Box>
      ) : (
        <Tabs
          tabs={tabs}
          selected={PROBLEM_TABS.indexOf(selected)}
          onSelect={(index) => onSelect(PROBLEM_TABS[index] ?? 'deliveries')}
        />
      )}
    </Card>
  );
}
