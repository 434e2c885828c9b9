/** Characters that statistics show of it. */
const MOST_SHOWN = 60;

/** Accents, of which statistics need none; other signs are part of a word. */
const ACCENTS = /[\u0300-\u036f]/g;

/** The name of a campaign as `utm_campaign` has it, such as `spring-news`; null of one without letters and digits. */
export function campaignSlug(name: string): string | null {
  const words = name
    .normalize('NFKD')
    .replaceAll(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  if (!words) return null;
  const slug = [...words.join('-')].slice(0, MOST_SHOWN).join('');
  return slug.replace(/-$/, '');
}
