import { TextField } from '@shopify/polaris';
import { webhookUrlProblem } from '#app/journeys/steps/webhook.ts';
import { LONGEST_OUTBOUND_URL } from '#app/platform/outbound/outbound-url.ts';

export type WebhookUrlFieldProps = { url: string; onChange: (url: string) => void };

/** The address that a step sends to; what is wrong with it is said once there is any. */
export function WebhookUrlField({ url, onChange }: WebhookUrlFieldProps) {
  return (
    <TextField
      label="Address"
      type="url"
      placeholder="https://example.com/hooks"
      value={url}
      onChange={(value) => onChange(value.trim())}
      error={url === '' ? undefined : (webhookUrlProblem(url) ?? undefined)}
      maxLength={LONGEST_OUTBOUND_URL}
      autoComplete="off"
      requiredIndicator
    />
  );
}
