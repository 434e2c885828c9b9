import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { sourceFiles, textOf } from './source-files.ts';

/** What only servers read: all emails, and the journeys and banners that ship with the app. */
const SERVER_CONTENT =
  /^app\/(messages\/(templates\.ts|gallery\/|templates\/(?!email-content|email-language|composed-email)|render\/)|journeys\/gallery|onsite\/banner-gallery|gallery\/registry)/;

/** An import or export from another file, with what is between the word and `from`. */
const IMPORT =
  /^(?:import|export)\s+([^;'"]*?)\s*from\s+'((?:#app|\.)[^']+)';|^import\s+'((?:#app|\.)[^']+)';/gm;

/** Whether everything that is imported is a type, which no bundle holds. */
function isOfTypes(imported: string): boolean {
  if (imported.startsWith('type ')) return true;
  const names = /^\{([^]*)\}$/.exec(imported)?.[1]?.split(',');
  return names?.every((name) => /^\s*(type\s|$)/.test(name)) ?? false;
}

/** The files that a file takes values from. */
function importedFiles(file: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].flatMap(([, imported, from, bare]) => {
    const path = from ?? bare ?? '';
    if (imported !== undefined && isOfTypes(imported)) return [];
    return [path.startsWith('#') ? path.slice(1) : normalize(join(dirname(file), path))];
  });
}

/** The path by which the browser would take each file of the servers, from what it is asked for. */
function leaks(entries: readonly string[], read: (file: string) => string): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const ahead = entries.map((file) => [file]);
  for (let path = ahead.pop(); path; path = ahead.pop()) {
    const file = path.at(-1) ?? '';
    if (seen.has(file)) continue;
    seen.add(file);
    if (SERVER_CONTENT.test(file)) {
      found.push(path.join(' > '));
      continue;
    }
    for (const next of importedFiles(file, read(file))) ahead.push([...path, next]);
  }
  return found.sort();
}

test('no page takes emails or the gallery into the browser', () => {
  const parts = sourceFiles().filter(
    (file) => /^app\/(.*\/)?ui\/.*\.tsx?$/.test(file) && !file.includes('.test.'),
  );
  expect(parts.length).toBeGreaterThan(100);
  expect(leaks(parts, textOf)).toEqual([]);
});

test('a part of a page that takes an email by another file is reported, one that names a type is not', () => {
  const files: Record<string, string> = {
    'app/people/ui/card.tsx': "import { nameOf } from '#app/people/name.ts';",
    'app/people/ui/list.tsx':
      "import type { Template } from '#app/messages/templates/template.ts';\nimport { type EmailGallery } from '#app/messages/templates.ts';",
    'app/people/name.ts': "import { a,\n  templates } from '../messages/templates.ts';",
  };
  expect(
    leaks(['app/people/ui/card.tsx', 'app/people/ui/list.tsx'], (file) => files[file] ?? ''),
  ).toEqual(['app/people/ui/card.tsx > app/people/name.ts > app/messages/templates.ts']);
});
