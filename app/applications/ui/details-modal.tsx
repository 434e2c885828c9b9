import { FormLayout, Modal, Select, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { ApplicationDetails, DetailField } from '../application.ts';

const LABELS: Record<Exclude<DetailField, 'country'>, string> = {
  company: 'Company',
  contact_name: 'Contact name',
  tax_id: 'Tax number',
  phone: 'Phone (optional)',
  website: 'Website (optional)',
};

export type DetailsModalProps = {
  details: ApplicationDetails;
  countries: { code: string; name: string }[];
  /** What is wrong with a field, as the server found it. */
  problems: Partial<Record<string, string>>;
  isOpen: boolean;
  isBusy: boolean;
  onClose: () => void;
  onSave: (fields: Record<DetailField, string>) => void;
};

/** Corrects the details of an application before its company is tried again. Mount it again for each opening. */
export function DetailsModal(props: DetailsModalProps) {
  const { details, countries, problems, isOpen, isBusy, onClose, onSave } = props;
  const [fields, setFields] = useState<Record<DetailField, string>>({
    company: details.company,
    contact_name: details.contactName,
    phone: details.phone ?? '',
    country: details.country,
    tax_id: details.taxId,
    website: details.website ?? '',
  });
  const change = (name: DetailField) => (value: string) =>
    setFields((before) => ({ ...before, [name]: value }));
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title="Edit details"
      primaryAction={{
        content: 'Save and try again',
        loading: isBusy,
        onAction: () => onSave(fields),
      }}
      secondaryActions={[{ content: 'Cancel', onAction: onClose }]}
    >
      <Modal.Section>
        <FormLayout>
          {(['company', 'contact_name', 'tax_id', 'phone', 'website'] as const).map((name) => (
            <TextField
              key={name}
              label={LABELS[name]}
              value={fields[name]}
              onChange={change(name)}
              error={problems[name]}
              autoComplete="off"
            />
          ))}
          <Select
            label="Country or region"
            options={countries.map(({ code, name }) => ({ value: code, label: name }))}
            value={fields.country}
            onChange={change('country')}
            error={problems['country']}
          />
        </FormLayout>
      </Modal.Section>
    </Modal>
  );
}
