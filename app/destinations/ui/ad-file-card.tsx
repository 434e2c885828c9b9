import {
  BlockStack,
  Button,
  FormLayout,
  InlineGrid,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useState } from 'react';
import type { AdConsent } from '#app/destinations/ad-consent.ts';
import type { AdPlatform } from '#app/destinations/ad-identifiers.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';

const PLATFORMS: { value: AdPlatform; label: string }[] = [
  { value: 'meta', label: 'Meta (Facebook, Instagram)' },
  { value: 'google', label: 'Google (Search, YouTube, Gmail)' },
];
const CONSENTS: { value: AdConsent; label: string }[] = [
  { value: 'agreed', label: 'People who agreed to marketing' },
  { value: 'not_refused', label: 'People who did not refuse marketing' },
];
/** Longest time for which people who ordered are left out. */
const MOST_DAYS = 3_650;

/** Gives the members of a segment as a file of hashes that an ad platform reads. */
export function AdFileCard({ segmentKey }: { segmentKey: string }) {
  const bridge = useAppBridge();
  const [platform, setPlatform] = useState('meta');
  const [consent, setConsent] = useState('agreed');
  const [days, setDays] = useState('30');
  const [isBusy, setBusy] = useState(false);
  const isValid = /^\d+$/.test(days) && Number(days) <= MOST_DAYS;

  async function download() {
    setBusy(true);
    try {
      const query = new URLSearchParams({ platform, consent, days });
      // A link would come without the session that the embedded page has.
      const response = await fetch(`/app/segments/${segmentKey}/ad-file?${query.toString()}`);
      if (!response.ok) throw new Error(`HTTP ${String(response.status)}`);
      const url = URL.createObjectURL(await response.blob());
      const link = Object.assign(document.createElement('a'), { href: url });
      Object.assign(link, { download: `${segmentKey}-${platform}.csv` }).click();
      URL.revokeObjectURL(url);
    } catch {
      bridge.toast.show('The file could not be downloaded. Try again.', { isError: true });
    }
    setBusy(false);
  }

  return (
    <PlainCard title="File for ads">
      <Text as="p">
        Email addresses and phone numbers as SHA-256 hashes, as the platform asks for them. Each
        download is recorded in the audit log.
      </Text>
      <FormLayout>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          <Select label="Platform" options={PLATFORMS} value={platform} onChange={setPlatform} />
          <Select label="People" options={CONSENTS} value={consent} onChange={setConsent} />
        </InlineGrid>
        <TextField
          label="Exclude people who ordered in the last"
          type="number"
          min={0}
          max={MOST_DAYS}
          suffix="days"
          value={days}
          onChange={setDays}
          error={isValid ? undefined : `A whole number from 0 to ${formatNumber(MOST_DAYS)}.`}
          helpText="So that you do not pay to reach people who just bought. 0 excludes no one."
          autoComplete="off"
        />
      </FormLayout>
      <BlockStack gap="200">
        <div>
          <Button loading={isBusy} disabled={!isValid} onClick={() => void download()}>
            Download
          </Button>
        </div>
        <SubduedText>
          People who refused email or text messages, or complained, are never in the file.
        </SubduedText>
      </BlockStack>
    </PlainCard>
  );
}
