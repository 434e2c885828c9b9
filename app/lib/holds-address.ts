/** Endings of names in which a mail program sees an address, besides those of countries. */
const ENDINGS =
  'com|net|org|info|biz|shop|store|online|site|website|app|dev|xyz|top|club|live|vip|click|link|page|web|world|group|pro|' +
  'example|test|email|mail|news|blog|cloud|digital|agency|company|support|help|sale|deals|money|bank|finance|pay|gift|gifts|win';

/** Forms of companies that look like the end of an address. */
const COMPANY_FORMS = /\bco\.\s?kg\b/giu;

const ADDRESS = new RegExp(
  [
    '@',
    String.raw`\p{L}[\p{L}\d+.-]*://`,
    String.raw`\bwww\.`,
    String.raw`\bmailto:`,
    String.raw`\b\d{1,3}(?:\.\d{1,3}){3}\b`,
    String.raw`[\p{L}\d-]{2,}\.(?:[\p{L}\d-]+\.)*(?:\p{L}{2}|${ENDINGS}|xn--[a-z\d]+)(?![\p{L}\d])(?!\.[\p{L}\d])`,
  ].join('|'),
  'iu',
);

/**
 * Whether a text that should be a name holds a mail or web address. Mail programs make links of such names, so that
 * a user who may type one could send strangers anywhere in the shop's name.
 */
export function holdsAddress(name: string): boolean {
  const plain = name.normalize('NFKC').replaceAll(/[\u3002\uFF0E\uFF61]/gu, '.');
  return ADDRESS.test(plain.replaceAll(COMPANY_FORMS, ''));
}
