import { BlockStack, Button, FormLayout, InlineStack, Select, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { LONGEST_TASK_NOTE, LONGEST_TASK_TITLE } from '#app/pipeline/sales-task.ts';

const NOTHING = { title: '', note: '', owner: '', due: '' };

export type AddTaskFormProps = {
  staff: readonly { id: string; name: string }[];
  isBusy: boolean;
  onAdd: (fields: typeof NOTHING) => void;
  onCancel: () => void;
};

/** A new task about a person. Mount it again for the next one. */
export function AddTaskForm({ staff, isBusy, onAdd, onCancel }: AddTaskFormProps) {
  const [fields, setFields] = useState(NOTHING);
  const [wasSent, setWasSent] = useState(false);
  const change = (name: keyof typeof NOTHING) => (value: string) =>
    setFields((before) => ({ ...before, [name]: value }));
  const error = wasSent && fields.title.trim() === '' ? 'Enter what is to be done.' : undefined;

  function add() {
    setWasSent(true);
    if (fields.title.trim() !== '') onAdd(fields);
  }

  return (
    <BlockStack gap="300">
      <FormLayout>
        <TextField
          label="Task"
          value={fields.title}
          onChange={change('title')}
          error={error}
          maxLength={LONGEST_TASK_TITLE}
          autoComplete="off"
          autoFocus
          requiredIndicator
        />
        <TextField
          label="Note (optional)"
          value={fields.note}
          onChange={change('note')}
          maxLength={LONGEST_TASK_NOTE}
          multiline={2}
          autoComplete="off"
        />
        <FormLayout.Group condensed>
          <Select
            label="Owner"
            options={[
              { label: 'No owner', value: '' },
              ...staff.map(({ id, name }) => ({ label: name, value: id })),
            ]}
            value={fields.owner}
            onChange={change('owner')}
          />
          <TextField
            label="Due (optional)"
            type="date"
            value={fields.due}
            onChange={change('due')}
            autoComplete="off"
          />
        </FormLayout.Group>
      </FormLayout>
      <InlineStack gap="200">
        <Button variant="primary" onClick={add} loading={isBusy}>
          Add task
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </InlineStack>
    </BlockStack>
  );
}
