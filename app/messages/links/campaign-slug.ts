/** Characters that statistics show of it. */
const MOST_SHOWN = 60;

/** The name of a campaign as `utm_campaign` has it, such as `spring-news`; null of one without letters and digits. */
export function campaignSlug(name: string): string | null {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  if (!words) return null;
  const slug = [...words.join('-')].slice(0, MOST_SHOWN).join('');
  return slug.replace(/-$/, '');
}
