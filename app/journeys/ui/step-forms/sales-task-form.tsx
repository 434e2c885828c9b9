import { FormLayout, Select, TextField } from '@shopify/polaris';
import { LATEST_TASK_DAYS, type SalesTaskStep } from '#app/journeys/steps/sales-task.ts';
import type { StepForm } from '../step-form.ts';
import { ActionTextField } from './action-text-field.tsx';

/** What a task of a step says, whose it is and when it is due. */
export const salesTaskForm: StepForm<SalesTaskStep> = ({ step, context, onChange }) => (
  <FormLayout>
    <ActionTextField
      label="Task"
      what="the title"
      value={step.title}
      longest={200}
      onChange={(title) => onChange({ ...step, title })}
    />
    <ActionTextField
      label="Note (optional)"
      what="the note"
      value={step.note}
      longest={2_000}
      lines={3}
      onChange={(note) => onChange({ ...step, note })}
    />
    <Select
      label="Owner"
      options={[
        { label: 'No owner', value: '' },
        ...context.staff.map(({ id, name }) => ({ label: name, value: id })),
      ]}
      value={step.owner}
      onChange={(owner) => onChange({ ...step, owner })}
    />
    <TextField
      label="Due after (optional)"
      type="number"
      suffix="days"
      min={0}
      max={LATEST_TASK_DAYS}
      helpText="Empty: without a date."
      value={step.dueDays === null ? '' : String(step.dueDays)}
      onChange={(text) => onChange({ ...step, dueDays: readDueDays(text) })}
      autoComplete="off"
    />
  </FormLayout>
);

function readDueDays(text: string): number | null {
  const days = Math.trunc(Number(text));
  if (text.trim() === '' || !Number.isFinite(days)) return null;
  return Math.min(Math.max(days, 0), LATEST_TASK_DAYS);
}
