import { expect, test } from 'vitest';
import { sourceFiles, textOf } from './source-files.ts';

const MODULE = /^app\/lib\/format\//;
/** Names of countries are not formats: the one reads them by code, the other reads codes by them. */
const NAMES_OF_COUNTRIES = ['app/lib/country.ts', 'app/lib/country-code.ts'];

/** What must not be written by hand, and the file of the module that says it instead. */
const BY_HAND: readonly [RegExp, string][] = [
  [/\.to(?:Locale(?:Date|Time)?String|Fixed)\(/, 'number.ts, time.ts'],
  [/\bIntl\.(?:\w+Format|PluralRules|DisplayNames)\b/, 'the file of its noun'],
  [/\.toHuman\(|\.toRelative\(|\.toLocaleParts\(/, 'duration.ts, relative-time.ts'],
  [/\} %[`\s.,;]/, 'share.ts'],
  [/=== 1 \? '(\w+)' : '(?:\1e?s|people)'/, 'count.ts'],
];

function formatsByHand(file: string, text: string): string[] {
  if (MODULE.test(file) || NAMES_OF_COUNTRIES.includes(file)) return [];
  return BY_HAND.flatMap(([pattern, instead]) => {
    const found = pattern.exec(text);
    return found ? [`${file}: ${found[0].trim()} belongs in app/lib/format, ${instead}`] : [];
  });
}

/** The app's own files, without its tests. */
function appFiles(): string[] {
  return sourceFiles().filter(
    (file) => /^app\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$|^app\/generated\//.test(file),
  );
}

test('numbers, money, dates and counts are written by one module', () => {
  const files = appFiles();
  expect(files.length).toBeGreaterThan(300);
  expect(files.flatMap((file) => formatsByHand(file, textOf(file)))).toEqual([]);
});

test.each([
  "return count.toLocaleString('en');",
  'return new Date(at).toLocaleDateString();',
  'return new Date(at).toLocaleTimeString([], { timeStyle: "short" });',
  'return value.toFixed(2);',
  "return new Intl.NumberFormat('en').format(value);",
  "return Intl.DateTimeFormat('en').format(at);",
  "return new Intl.PluralRules('en').select(count);",
  'return Duration.fromMillis(ms).toHuman();',
  'return `${String(Math.round(share * 100))} %`;',
  "return count === 1 ? 'order' : 'orders';",
  "return count === 1 ? 'person' : 'people';",
])('what formats by hand is reported: %s', (text) => {
  expect(formatsByHand('app/ui/figure.tsx', text)).toHaveLength(1);
  expect(formatsByHand('app/lib/format/number.ts', text)).toEqual([]);
});

test.each([
  'const most = count % 2;',
  'background: depth % 2 === 0 ? a : b,',
  'return `width: ${String(width)}%`;',
  "return Intl.supportedValuesOf('currency');",
])('what is no format is not reported: %s', (text) => {
  expect(formatsByHand('app/ui/figure.tsx', text)).toEqual([]);
});
