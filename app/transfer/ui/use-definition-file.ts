import { useAppBridge } from '@shopify/app-bridge-react';
import { useState } from 'react';
import { z } from 'zod';

const FILE = '/app/settings/export-import/file';

/** What downloads files of definitions. */
export type DefinitionFileDownload = {
  isBusy: boolean;
  /** @param query what is in them; @param name what the file is called, without its number and ending */
  download: (query: Record<string, string>, name: string) => void;
};

const Files = z.array(z.string());

function saveFile(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url });
  Object.assign(link, { download: `${name}.json` }).click();
  URL.revokeObjectURL(url);
}

/** Downloads definitions; a link would come without the session that the embedded page has. */
export function useDefinitionFile(): DefinitionFileDownload {
  const bridge = useAppBridge();
  const [isBusy, setBusy] = useState(false);

  async function fetchFile(query: Record<string, string>, name: string) {
    setBusy(true);
    try {
      const response = await fetch(`${FILE}?${new URLSearchParams(query).toString()}`);
      if (!response.ok) throw new Error(`HTTP ${String(response.status)}`);
      const files = Files.parse(await response.json());
      for (const [index, text] of files.entries())
        saveFile(text, files.length === 1 ? name : `${name}-${String(index + 1)}`);
      if (files.length > 1)
        bridge.toast.show(
          `${String(files.length)} files. Import them in the order of their numbers.`,
        );
    } catch {
      bridge.toast.show('The file could not be downloaded. Try again.', { isError: true });
    }
    setBusy(false);
  }

  return { isBusy, download: (query, name) => void fetchFile(query, name) };
}
