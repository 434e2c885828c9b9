import { Card, FormLayout, Select, TextField } from '@shopify/polaris';
import { FUNNEL_STAGES } from '#app/segments/ready/funnel-stage.ts';
import {
  LONGEST_NAME,
  LONGEST_PURPOSE,
  type SegmentErrors,
} from '#app/segments/builder/segment-form.ts';

/** The texts of a segment as they are typed. */
export type SegmentCardForm = {
  name: string;
  purpose: string;
  owner: string;
  stage: string;
  note: string;
};

type SegmentCardFieldsProps = {
  card: SegmentCardForm;
  errors: SegmentErrors;
  isNew: boolean;
  onChange: (change: Partial<SegmentCardForm>) => void;
};

/** What a segment is called and is for. */
export function SegmentCardFields({ card, errors, isNew, onChange }: SegmentCardFieldsProps) {
  return (
    <Card>
      <FormLayout>
        <TextField
          label="Name"
          helpText="Stage / intent / theme, such as “Retention / lapsing / coffee”."
          autoComplete="off"
          maxLength={LONGEST_NAME}
          requiredIndicator
          value={card.name}
          onChange={(name) => onChange({ name })}
          error={errors.name}
        />
        <TextField
          label="Purpose"
          helpText={
            card.purpose.trim() === ''
              ? 'Which action does it lead to? A segment that leads to none costs attention.'
              : 'The action it leads to.'
          }
          autoComplete="off"
          maxLength={LONGEST_PURPOSE}
          value={card.purpose}
          onChange={(purpose) => onChange({ purpose })}
          error={errors.purpose}
        />
        <FormLayout.Group condensed>
          <Select
            label="Stage"
            helpText="It is compared with other segments of this stage only."
            options={[
              { value: '', label: 'No stage' },
              ...FUNNEL_STAGES.map(({ key, name }) => ({ value: key, label: name })),
            ]}
            value={card.stage}
            onChange={(stage) => onChange({ stage })}
            error={errors.stage}
          />
          <TextField
            label="Owner"
            helpText="Who is responsible for it."
            autoComplete="off"
            maxLength={80}
            value={card.owner}
            onChange={(owner) => onChange({ owner })}
            error={errors.owner}
          />
        </FormLayout.Group>
        <TextField
          label={isNew ? 'Reason for the segment (optional)' : 'Reason for the change (optional)'}
          helpText="Shown in version history."
          autoComplete="off"
          maxLength={300}
          value={card.note}
          onChange={(note) => onChange({ note })}
          error={errors.note}
        />
      </FormLayout>
    </Card>
  );
}
