import { allVariables } from '#app/messages/blocks/email-variables.ts';

const LABELS: ReadonlyMap<string, string> = new Map([
  ...allVariables().map(({ name, label }) => [name, label] as const),
  // Emails of before December 2026 name the product so.
  ['items[0].title', 'Product'],
]);

/**
 * A subject or a preheader as words: what differs from reader to reader by its name, and of parts that are shown under a condition
 * the first.
 */
export function subjectWords(liquid: string, shopName: string): string {
  return liquid
    .replace(/\{%-?\s*(?:else|elsif)\b.*?\{%-?\s*endif\s*-?%\}/gs, '')
    .replace(/\{%.*?%\}/gs, '')
    .replace(/\{\{-?\s*(.*?)\s*-?\}\}/gs, (_tag, output: string) => {
      const name = (output.split('|')[0] ?? '').trim();
      const quoted = /^'(.*)'$/s.exec(name);
      if (quoted) return quoted[1] ?? '';
      return name === 'shop.name' ? shopName : `[${LABELS.get(name) ?? name}]`;
    })
    .replace(/\s+/g, ' ')
    .trim();
}
