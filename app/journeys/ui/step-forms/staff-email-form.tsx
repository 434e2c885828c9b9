import { ChoiceList, FormLayout, TextField } from '@shopify/polaris';
import type { StaffRecipient } from '#app/effects/kinds/staff-email.ts';
import {
  MOST_STAFF_RECIPIENTS,
  staffRecipientsProblem,
  type StaffEmailStep,
} from '#app/journeys/steps/staff-email.ts';
import { useState } from 'react';
import type { StepForm } from '../step-form.ts';
import { SubjectAndText } from './subject-and-text.tsx';

/** Whom of the staff a step writes to, and what. */
export const staffEmailForm: StepForm<StaffEmailStep> = ({ step, context, onChange }) => {
  const chosen = step.to.flatMap((one) => ('staffId' in one ? [one.staffId] : []));
  const typed = step.to.filter((one) => 'address' in one);
  const changeTo = (to: StaffRecipient[]) =>
    onChange({ ...step, to: to.slice(0, MOST_STAFF_RECIPIENTS) });
  return (
    <FormLayout>
      {context.staff.length === 0 ? null : (
        <ChoiceList
          title="Staff"
          allowMultiple
          choices={context.staff.map(({ id, name }) => ({ label: name, value: id }))}
          selected={chosen}
          onChange={(ids) => changeTo([...ids.map((staffId) => ({ staffId })), ...typed])}
        />
      )}
      <AddressesField
        addresses={typed.map(({ address }) => address)}
        onChange={(addresses) =>
          changeTo([
            ...chosen.map((staffId) => ({ staffId })),
            ...addresses.map((address) => ({ address })),
          ])
        }
      />
      <SubjectAndText step={step} onChange={(change) => onChange({ ...step, ...change })} />
    </FormLayout>
  );
};

type AddressesFieldProps = { addresses: string[]; onChange: (addresses: string[]) => void };

/** Typed addresses with commas between; what is typed stays as it is while it is typed. */
function AddressesField({ addresses, onChange }: AddressesFieldProps) {
  const [text, setText] = useState(addresses.join(', '));
  const read = readAddresses(text);
  const problem =
    read.length === 0 ? null : staffRecipientsProblem(read.map((address) => ({ address })));
  return (
    <TextField
      label="Other email addresses (optional)"
      helpText="Separate several with commas."
      value={text}
      onChange={(value) => {
        setText(value);
        onChange(readAddresses(value));
      }}
      error={problem ?? undefined}
      autoComplete="off"
    />
  );
}

function readAddresses(text: string): string[] {
  const addresses = text.split(/[\s,;]+/).filter((address) => address !== '');
  return [...new Set(addresses.map((address) => address.toLowerCase().slice(0, 254)))];
}
