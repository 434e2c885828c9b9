import { useAppBridge } from '@shopify/app-bridge-react';
import { useState } from 'react';

const FILE = '/app/settings/export-import/file';

/** What downloads a file of definitions. */
export type DefinitionFileDownload = {
  isBusy: boolean;
  /** @param query what is in it; @param name what the file is called, without its ending */
  download: (query: Record<string, string>, name: string) => void;
};

/** Downloads definitions; a link would come without the session that the embedded page has. */
export function useDefinitionFile(): DefinitionFileDownload {
  const bridge = useAppBridge();
  const [isBusy, setBusy] = useState(false);

  async function fetchFile(query: Record<string, string>, name: string) {
    setBusy(true);
    try {
      const response = await fetch(`${FILE}?${new URLSearchParams(query).toString()}`);
      if (!response.ok) throw new Error(`HTTP ${String(response.status)}`);
      const url = URL.createObjectURL(await response.blob());
      const link = Object.assign(document.createElement('a'), { href: url });
      Object.assign(link, { download: `${name}.json` }).click();
      URL.revokeObjectURL(url);
    } catch {
      bridge.toast.show('The file could not be downloaded. Try again.', { isError: true });
    }
    setBusy(false);
  }

  return { isBusy, download: (query, name) => void fetchFile(query, name) };
}
