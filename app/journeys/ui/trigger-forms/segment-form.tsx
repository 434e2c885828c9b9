import { FormLayout, Select } from '@shopify/polaris';
import type { SegmentTrigger } from '#app/journeys/triggers/segment.ts';
import type { TriggerForm } from '../trigger-form.ts';

const CHANGES = [
  { label: 'Enters the segment', value: 'entered' },
  { label: 'Leaves the segment', value: 'left' },
];

/** Which segment, and whether people enter or leave it. */
export const segmentForm: TriggerForm<SegmentTrigger> = ({ trigger, context, onChange }) => (
  <FormLayout>
    <Select
      label="When a person"
      options={CHANGES}
      value={trigger.kind}
      onChange={(kind) => onChange({ ...trigger, kind: kind === 'left' ? 'left' : 'entered' })}
    />
    <Select
      label="Segment"
      placeholder="Choose a segment"
      options={context.segments.map(({ key, name }) => ({ label: name, value: key }))}
      value={trigger.segment}
      onChange={(segment) => onChange({ ...trigger, segment })}
      error={trigger.segment === '' ? 'Choose the segment that starts it.' : undefined}
    />
  </FormLayout>
);
