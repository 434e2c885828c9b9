import { BlockStack, Button, TextField } from '@shopify/polaris';
import { useAppBridge } from '@shopify/app-bridge-react';
import type { DnsRecord } from '#app/messages/sender/sending-domain.ts';

export type PasteRecordProps = { check: string; record: DnsRecord };

/** A record to add where the domain is managed, with a button to copy each part. */
export function PasteRecord({ check, record }: PasteRecordProps) {
  return (
    <BlockStack gap="200">
      <CopyField label={`Name (${record.type} record)`} of={check} text={record.name} />
      <CopyField label="Value" of={check} text={record.value} isLong />
    </BlockStack>
  );
}

type CopyFieldProps = { label: string; of: string; text: string; isLong?: boolean };

function CopyField({ label, of, text, isLong = false }: CopyFieldProps) {
  const bridge = useAppBridge();
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      bridge.toast.show('Copied');
    } catch {
      // A browser may not allow it.
      bridge.toast.show('Select the text and copy it', { isError: true });
    }
  }
  return (
    <TextField
      {...(isLong && { multiline: true })}
      label={label}
      value={text}
      readOnly
      selectTextOnFocus
      autoComplete="off"
      connectedRight={
        <Button
          onClick={() => void copy()}
          accessibilityLabel={`Copy the ${isLong ? 'value' : 'name'} of ${of}`}
        >
          Copy
        </Button>
      }
    />
  );
}
