import { writtenEmails } from '#app/lib/written-emails.ts';
import type { PersonIdentifiers } from './person-identifiers.ts';

/** Stands where something of an erased person stood. */
const ERASED = '[erased]';

/** Shorter numbers may be anything. */
const SHORTEST_ID = 6;
const SHORTEST_PHONE = 7;

/** Finds one person's identifiers in texts and values, and takes them out. */
export type PersonMentions = {
  /** Whether a text, or any text or number inside a value, names the person. */
  isIn(value: unknown): boolean;
  /** The value without what names the person; the same object when nothing does. */
  without(value: unknown): unknown;
  /** Patterns for SQL `like` of which one fits any lower-case text that may name the person. */
  patterns: string[];
  /** Digits of which one run fits any text, its other characters left out, that may name the person. */
  digits: string[];
};

/**
 * An address counts where it stands by itself (`bada@shop.example` is not `ada@shop.example`), an id where no
 * letter or digit is beside it, a phone number however it is grouped.
 */
export function mentionsOf({ identifiers, profileIds }: PersonIdentifiers): PersonMentions {
  const emails: string[] = [];
  const ids = [...profileIds];
  const phones: string[] = [];
  for (const { kind, value } of identifiers) {
    if (kind === 'email') emails.push(...writtenEmails(value.toLowerCase()));
    else if (kind === 'phone') phones.push(value.replace(/\D/g, ''));
    else if (value.length >= SHORTEST_ID) ids.push(value.toLowerCase());
  }
  const digits = phones.filter((phone) => phone.length >= SHORTEST_PHONE);
  const expressions = [
    ...emails.map((email) => `(?<![a-z0-9._%+-])${escaped(email)}(?![a-z0-9-]|\\.[a-z0-9])`),
    ...ids.map((id) => `(?<![a-z0-9])${escaped(id)}(?![a-z0-9])`),
    ...digits.map((phone) => `(?<!\\d)\\+?${[...phone].join('[\\s().\\/-]{0,3}')}(?!\\d)`),
  ];
  const expression = expressions.length === 0 ? null : new RegExp(expressions.join('|'), 'gi');
  const inText = (text: string) => expression !== null && text.search(expression) >= 0;

  function isIn(value: unknown): boolean {
    if (typeof value === 'string') return inText(value);
    if (typeof value === 'number') return inText(String(value));
    if (typeof value !== 'object' || value === null) return false;
    return Object.entries(value).some(([key, item]) => inText(key) || isIn(item));
  }

  /** Again and again: what stood beside a place that was taken out may stand by itself now. */
  function textWithout(text: string): string {
    let left = text;
    while (expression !== null && inText(left)) left = left.replace(expression, ERASED);
    return left;
  }

  function without(value: unknown): unknown {
    if (!isIn(value)) return value;
    if (typeof value === 'string') return textWithout(value);
    if (Array.isArray(value)) return value.map(without);
    if (typeof value !== 'object' || value === null) return null;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [textWithout(key), without(item)]),
    );
  }

  const patterns = [...emails, ...ids].map((text) => `%${text.replace(/[\\%_]/g, '\\$&')}%`);
  return { isIn, without, patterns, digits };
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}/-]/g, '\\$&');
}
