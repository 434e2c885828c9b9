import { expect, test } from 'vitest';
import { sourceFiles } from './source-files.ts';

const TESTED = /^(app\/ui\/.+?)(?<!\.test)\.tsx?$/;

/** The shared parts of pages that have no test beside them. */
function untested(files: readonly string[]): string[] {
  const known = new Set(files);
  return files.flatMap((file) => {
    const [, name] = TESTED.exec(file) ?? [];
    if (name === undefined || [`${name}.test.ts`, `${name}.test.tsx`].some((one) => known.has(one)))
      return [];
    return [`${file} has no test beside it`];
  });
}

test('every shared part of pages has a test beside it', () => {
  const files = sourceFiles();
  expect(files.filter((file) => TESTED.test(file)).length).toBeGreaterThan(40);
  expect(untested(files)).toEqual([]);
});

test('a part without a test is reported, one with a test is not', () => {
  const files = ['app/ui/figure.tsx', 'app/ui/figure.test.tsx', 'app/ui/live-watch.ts'];
  expect(untested(files)).toEqual(['app/ui/live-watch.ts has no test beside it']);
  expect(untested([...files, 'app/ui/live-watch.test.ts', 'app/people/ui/part.tsx'])).toEqual([]);
});
