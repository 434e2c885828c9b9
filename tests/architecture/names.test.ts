import { expect, test } from 'vitest';
import { sourceFiles, textOf } from './source-files.ts';

const EXPORTED = /^export (?:async )?(?:function\*?|const|type|class) (\w+)/gm;
/** Remix calls what routes export by these names. */
const ROUTES = /^app\/routes\//;

/** The names that more than one file exports, with the files. */
function sharedNames(texts: ReadonlyMap<string, string>): string[] {
  const filesOf = new Map<string, Set<string>>();
  for (const [file, text] of texts)
    for (const [, name = ''] of text.matchAll(EXPORTED))
      filesOf.set(name, (filesOf.get(name) ?? new Set()).add(file));
  return [...filesOf].flatMap(([name, files]) =>
    files.size > 1 ? [`${name} is exported by ${[...files].join(' and ')}`] : [],
  );
}

test('an exported name is of one thing in the whole app', () => {
  const files = sourceFiles().filter(
    (file) => /^app\/.*\.tsx?$/.test(file) && !/^app\/generated\//.test(file) && !ROUTES.test(file),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(sharedNames(new Map(files.map((file) => [file, textOf(file)])))).toEqual([]);
});

test('two files that export one name are reported, a type beside its schema is not', () => {
  const schema = 'export const Hit = z.object({});\nexport type Hit = z.infer<typeof Hit>;\n';
  const texts = new Map([
    ['a.ts', schema],
    ['b.ts', 'export function listHits() {}\n'],
    ['c.tsx', 'export async function listHits() {}\n'],
  ]);
  expect(sharedNames(texts)).toEqual(['listHits is exported by b.ts and c.tsx']);
});
