import { useRevalidator } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { Button, ButtonGroup } from '@shopify/polaris';
import { useState } from 'react';

const FORMATS = [
  { format: 'html', label: 'Download to read' },
  { format: 'json', label: 'Download as JSON' },
];

/** Downloads what a data request asks for. */
export function ExportButtons({ requestKey }: { requestKey: string }) {
  const bridge = useAppBridge();
  const { revalidate } = useRevalidator();
  const [busy, setBusy] = useState<string | null>(null);

  async function download(format: string) {
    setBusy(format);
    try {
      const body = new URLSearchParams({ request: requestKey, format });
      // A link would come without the session that the embedded page has.
      const response = await fetch('/app/settings/privacy/export', { method: 'POST', body });
      if (!response.ok) throw new Error(`HTTP ${String(response.status)}`);
      const url = URL.createObjectURL(await response.blob());
      const link = Object.assign(document.createElement('a'), { href: url });
      Object.assign(link, { download: `customer-data.${format}` }).click();
      URL.revokeObjectURL(url);
      void revalidate();
    } catch {
      bridge.toast.show('The data could not be downloaded. Try again.', { isError: true });
    }
    setBusy(null);
  }

  return (
    <ButtonGroup>
      {FORMATS.map(({ format, label }) => (
        <Button
          key={format}
          size="slim"
          loading={busy === format}
          disabled={busy !== null}
          onClick={() => void download(format)}
        >
          {label}
        </Button>
      ))}
    </ButtonGroup>
  );
}
