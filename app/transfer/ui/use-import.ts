import { useFetcher } from '@remix-run/react';
import { useState } from 'react';
import { formatNumber } from '#app/lib/format/number.ts';
import {
  fileTextProblem,
  MOST_FILE_BYTES,
  MOST_FILES,
  type ChosenFile,
} from '#app/transfer/file-text.ts';
import type { ImportChoice, ImportOutcome, ImportPlan } from '#app/transfer/import-outcome.ts';
import type { FileProblem } from '#app/transfer/read-files.ts';

type Answer = { outcome: 'planned'; plan: ImportPlan } | ImportOutcome;

/** An import on the page: the files that were chosen, what they would do, and what came of it. */
export type ImportControls = {
  isBusy: boolean;
  /** Why files were not sent at all. */
  unsent: FileProblem[];
  answer: Answer | null;
  choose: (files: readonly File[]) => Promise<void>;
  run: (choices: readonly ImportChoice[], digest: string) => void;
  cancel: () => void;
};

/** Sends files to be looked into, and once more with what was chosen of them: nothing of them is stored in between. */
export function useImport(): ImportControls {
  const { data, state, submit } = useFetcher<Answer>();
  const [files, setFiles] = useState<ChosenFile[]>([]);
  const [unsent, setUnsent] = useState<FileProblem[]>([]);
  const [isShown, setShown] = useState(false);

  async function choose(chosen: readonly File[]): Promise<void> {
    const { sendable, problems } = await readChosen(chosen);
    setUnsent(problems);
    setFiles(sendable);
    setShown(sendable.length > 0);
    if (sendable.length > 0) send(sendable, { intent: 'preview' });
  }

  function send(sent: readonly ChosenFile[], fields: Record<string, string>): void {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const { name, text } of sent) {
      form.append('name', name);
      form.append('text', text);
    }
    submit(form, { method: 'post', encType: 'multipart/form-data' });
  }

  return {
    isBusy: state !== 'idle',
    unsent,
    answer: isShown ? (data ?? null) : null,
    choose,
    run: (choices, digest) =>
      send(files, { intent: 'import', choices: JSON.stringify(choices), digest }),
    cancel: () => {
      setShown(false);
      setUnsent([]);
      setFiles([]);
    },
  };
}

/** Reads files that may be sent, and says of the others why not. */
async function readChosen(
  chosen: readonly File[],
): Promise<{ sendable: ChosenFile[]; problems: FileProblem[] }> {
  const bytes = chosen.reduce((total, file) => total + file.size, 0);
  const tooMany = chosen.length > MOST_FILES;
  if (tooMany || bytes > MOST_FILE_BYTES) {
    const reason = tooMany
      ? `Choose at most ${String(MOST_FILES)} files at once.`
      : `Choose files of at most ${formatNumber(MOST_FILE_BYTES / 1_000)} kB together. Import them one after the other: exports of this app are split into files that fit.`;
    return { sendable: [], problems: [{ file: chosen[0]?.name ?? '', what: null, reason }] };
  }
  const sendable: ChosenFile[] = [];
  const problems: FileProblem[] = [];
  for (const file of chosen) {
    const text = await file.text();
    const reason = fileTextProblem(text);
    if (reason === null) sendable.push({ name: file.name.slice(0, 300), text });
    else problems.push({ file: file.name, what: null, reason });
  }
  return { sendable, problems };
}
