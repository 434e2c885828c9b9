import { BlockStack, Select, TextField } from '@shopify/polaris';
import { linkProblem, type LinkTarget } from '#app/messages/blocks/link-target.ts';

export type LinkFieldsProps = {
  label: string;
  link: LinkTarget;
  onChange: (link: LinkTarget) => void;
};

const TARGETS = [
  { value: 'action', label: 'What the email is about' },
  { value: 'shop', label: 'Home page of the store' },
  { value: 'address', label: 'Another address' },
];

/** Where a link leads. */
export function LinkFields({ label, link, onChange }: LinkFieldsProps) {
  const problem = linkProblem(link);
  return (
    <BlockStack gap="200">
      <Select
        label={label}
        options={TARGETS}
        value={link.to}
        onChange={(to) =>
          onChange(
            to === 'address' ? { to, address: '' } : { to: to === 'shop' ? 'shop' : 'action' },
          )
        }
      />
      {link.to === 'address' ? (
        <TextField
          {...(problem !== null && link.address !== '' && { error: problem })}
          label="Address"
          type="url"
          autoComplete="off"
          placeholder="https://"
          maxLength={2_000}
          value={link.address}
          onChange={(address) => onChange({ to: 'address', address })}
        />
      ) : null}
    </BlockStack>
  );
}
