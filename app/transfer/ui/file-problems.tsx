import { Banner } from '@shopify/polaris';
import type { FileProblem } from '#app/transfer/read-files.ts';
import { ShortList } from '#app/ui/short-list.tsx';

export type FileProblemsProps = { title: string; problems: readonly FileProblem[] };

/** What of files cannot be used, each with the reason; nothing when all of it can. */
export function FileProblems({ title, problems }: FileProblemsProps) {
  if (problems.length === 0) return null;
  return (
    <Banner tone="warning" title={title}>
      <ShortList
        whole={`all ${String(problems.length)} problems`}
        items={problems.map(({ file, what, reason }, index) => ({
          key: String(index),
          content: `${file}${what === null ? '' : `, ${what}`}: ${reason}`,
        }))}
      />
    </Banner>
  );
}
