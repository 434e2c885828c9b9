import { Card, FormLayout, TextField } from '@shopify/polaris';
import { formatNumber } from '#app/lib/format/number.ts';
import { RETENTION_KINDS, RETENTION_LIMITS, type RetentionKind } from '../retention-periods.ts';

/** The periods as they are typed. */
export type RetentionForm = Record<RetentionKind, string>;

export type RetentionCardProps = {
  form: RetentionForm;
  errors: Partial<Record<RetentionKind, string>>;
  onChange: (change: Partial<RetentionForm>) => void;
};

/** One field for each period, with the least that is safe. */
export function RetentionCard({ form, errors, onChange }: RetentionCardProps) {
  return (
    <Card>
      <FormLayout>
        {RETENTION_KINDS.map((kind) => {
          const { label, helpText, least, most } = RETENTION_LIMITS[kind];
          return (
            <TextField
              key={kind}
              label={label}
              helpText={`${helpText} From ${formatNumber(least)} to ${formatNumber(most)} days.`}
              suffix="days"
              type="integer"
              min={least}
              max={most}
              inputMode="numeric"
              autoComplete="off"
              value={form[kind]}
              onChange={(value) => onChange({ [kind]: value })}
              error={errors[kind]}
              requiredIndicator
            />
          );
        })}
      </FormLayout>
    </Card>
  );
}
