import { expect, test } from 'vitest';
import { CodePageEvidence, type CodePageResult } from './code-pages.ts';
import type { CodePage } from './code-page-names.ts';
import { decoderOf } from './decode-text.ts';

/** The bytes of a text in an encoding, found by decoding. */
function encoded(text: string, encoding: CodePage): Uint8Array {
  const one = new Map<string, number[]>();
  for (let first = 0; first < 256; first += 1) {
    const letter = decoderOf(encoding, { fatal: false })(Uint8Array.of(first), true);
    if (letter !== '\uFFFD' && !one.has(letter)) one.set(letter, [first]);
    for (let second = 0x40; second < 256 && first > 0x7f; second += 1) {
      const pair = decoderOf(encoding, { fatal: false })(Uint8Array.of(first, second), true);
      if ([...pair].length === 1 && pair !== '\uFFFD' && !one.has(pair))
        one.set(pair, [first, second]);
    }
  }
  return Uint8Array.from([...text].flatMap((letter) => one.get(letter) ?? [0x3f]));
}

function detect(bytes: Uint8Array, size = bytes.length): CodePageResult {
  const evidence = new CodePageEvidence();
  for (let at = 0; at < bytes.length; at += size) evidence.add(bytes.subarray(at, at + size));
  return evidence.result();
}

test.each<[string, CodePage]>([
  ['Email,Name\na@fern.example,Müller\nb@fern.example,José\nc@fern.example,Größe', 'windows-1252'],
  ['Email;Name\r\na@fern.example;Rae’s “shop”\r\nb@fern.example;André', 'windows-1252'],
  ['Email,Name\na@fern.example,Łukasz', 'windows-1250'],
  [
    'Email,Name\na@fern.example,Łukasz\nb@fern.example,Paweł\nc@fern.example,Wójcik',
    'windows-1250',
  ],
])('%j is known to be in %s, in pieces as well', (text, encoding) => {
  const bytes = encoded(text, encoding);
  for (const size of [bytes.length, 3]) {
    const result = detect(bytes, size);
    expect(result).toEqual({ outcome: 'known', encoding });
    expect(decoderOf(encoding, { fatal: true })(bytes, true)).toBe(text);
  }
});

test.each<[string, CodePage]>([
  ['花子', 'shift_jis'],
  ['山田 太郎', 'shift_jis'],
  ['王小明', 'gb18030'],
  ['陳大文', 'big5'],
  ['김철수', 'euc-kr'],
  ['Иван', 'windows-1251'],
  ['Γιώργος', 'windows-1253'],
  ['Dvořák', 'windows-1250'],
  ['Ayşe', 'windows-1254'],
  ['Søren', 'windows-1252'],
  ['Jānis', 'windows-1257'],
])('%s in %s is never taken for other words', (name, encoding) => {
  const bytes = encoded(`Email,Name\na@fern.example,${name}\n`, encoding);
  const result = detect(bytes);
  const choices =
    result.outcome === 'known'
      ? [result.encoding]
      : result.guesses.filter(({ words }) => words.includes(name)).map((guess) => guess.encoding);
  const [chosen] = choices;
  if (chosen === undefined) throw new Error(`${name} cannot be chosen.`);
  expect(decoderOf(chosen, { fatal: true })(bytes, true)).toContain(name);
});

test.each<[string, string, CodePage]>([
  ['a long text with spaces', 'Łukasz mieszka w mieście. '.repeat(40), 'windows-1250'],
  ['a long text without spaces', '花'.repeat(300), 'shift_jis'],
  ['a long text that is cut within a letter', `1${'花'.repeat(300)}`, 'shift_jis'],
])('%s is compared as well', (_what, text, encoding) => {
  const result = detect(encoded(`Email,Note\na@fern.example,${text}\n`, encoding));
  const choices =
    result.outcome === 'known'
      ? [result.encoding]
      : result.guesses
          .filter(({ words }) => words.includes(text.slice(0, 40)))
          .map((guess) => guess.encoding);
  expect(choices).toContain(encoding);
});
