import { Box, InlineGrid, Select } from '@shopify/polaris';
import { DateRangeFields } from '#app/ui/date-range-fields.tsx';
import { AUDIT_GROUPS } from '../audit-words.ts';
import type { AuditView } from '../audit-view.ts';

export type AuditFiltersProps = {
  view: AuditView;
  /** Who is in the log: id and name. */
  actors: { id: string; name: string }[];
  onChange: (values: Record<string, string>) => void;
};

/** What narrows the audit log besides its search. */
export function AuditFilters({ view, actors, onChange }: AuditFiltersProps) {
  return (
    <Box paddingInline="300" paddingBlockEnd="300">
      <InlineGrid columns={{ xs: 1, sm: 2, lg: 4 }} gap="300">
        <Select
          label="Staff member"
          options={[
            { label: 'All', value: '' },
            ...actors.map(({ id, name }) => ({ label: name, value: id })),
          ]}
          value={view.actor}
          onChange={(actor) => onChange({ actor })}
        />
        <Select
          label="Action"
          options={[
            { label: 'All', value: '' },
            ...Object.entries(AUDIT_GROUPS).map(([value, label]) => ({ label, value })),
          ]}
          value={view.group}
          onChange={(group) => onChange({ group })}
        />
        <DateRangeFields from={view.from} to={view.to} onChange={onChange} />
      </InlineGrid>
    </Box>
  );
}
