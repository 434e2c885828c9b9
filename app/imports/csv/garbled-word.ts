/** Writing systems that no word mixes; Chinese, Japanese and Korean signs stand beside each other. */
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{scx=Cyrillic}/u,
  /\p{scx=Greek}/u,
  /\p{scx=Hebrew}/u,
  /\p{scx=Arabic}/u,
  /\p{scx=Thai}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}]/u,
];

/** Signs that are no part of a text, wherever they stand. */
const NEVER = /[\p{Cc}\p{Co}\p{Cn}\uFFFD\u00AD]/u;
/** Signs that do not stand beside a letter: currencies, fractions, arithmetic, daggers, loose accents. */
const GARBLED = String.raw`\p{Sc}\p{Sk}\p{Sm}\p{No}\u2500-\u25FF¦§¶¬‰†‡‚ƒ‹›ˆ˜¡¿µ\uFF61-\uFF65`;
const BEFORE = new RegExp(`[${GARBLED.replace('¡¿', '')}®™©°ªº]\\p{L}`, 'u');
const AFTER = new RegExp(`\\p{L}[${GARBLED}]`, 'u');
const CASE = /\p{Ll}(?=[^\0-\x7f])\p{Lu}|(?=[^\0-\x7f])\p{Ll}\p{Lu}/u;

/** Whether a word is none that people write, so that its bytes were read in the wrong encoding. Pure. */
export function isGarbledWord(word: string): boolean {
  if (NEVER.test(word) || BEFORE.test(word) || AFTER.test(word) || CASE.test(word)) return true;
  if (SCRIPTS.filter((script) => script.test(word)).length > 1) return true;
  // Words in Latin letters have some without an accent.
  const letters = new Set(word.match(/\p{Script=Latin}/gu));
  return letters.size > 2 && ![...letters].some((letter) => letter < '\x80');
}
