import { allCountries, countryName } from './country.ts';

/** Languages in which programs and people write the names of countries; the first that has a name counts. */
const LANGUAGES = [
  ...['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'cs', 'hu', 'ro', 'sv', 'da', 'nb', 'fi'],
  ...['el', 'tr', 'ru', 'uk', 'ja', 'ko', 'zh', 'zh-Hant', 'ar', 'he'],
];

/** What countries are called beside their names, without signs and spaces. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ...called('GB', 'uk gbr greatbritain britain england scotland wales northernireland'),
  ...called('GB', 'unitedkingdomofgreatbritainandnorthernireland'),
  ...called('US', 'usa unitedstatesofamerica theunitedstates america'),
  ...called('DE', 'deu ger brd bundesrepublikdeutschland federalrepublicofgermany'),
  ...called('NL', 'nld holland thenetherlands'),
  ...called('CZ', 'cze czechrepublic tschechei'),
  ...called('IE', 'irl eire republicofireland'),
  ...called('KR', 'kor southkorea republicofkorea korearepublicof'),
  ...called('AE', 'are uae'),
  ...called('TR', 'tur turkey'),
  ...called('RU', 'rus russianfederation'),
  ...called('VN', 'vnm vietnam'),
  ...called('CN', 'chn prc'),
  ...called('MK', 'mkd macedonia'),
  ...called('CI', 'civ ivorycoast cotedivoire'),
  ...called('HK', 'hkg hongkong'),
  ...called('MO', 'mac macau macao'),
  ...called('TW', 'twn taiwanroc'),
  ...called('FR', 'fra'),
  ...called('ES', 'esp'),
  ...called('IT', 'ita'),
  ...called('AT', 'aut'),
  ...called('CH', 'che schweiz suisse svizzera'),
  ...called('BE', 'bel'),
  ...called('LU', 'lux'),
  ...called('DK', 'dnk'),
  ...called('SE', 'swe'),
  ...called('NO', 'nor'),
  ...called('FI', 'fin'),
  ...called('PL', 'pol'),
  ...called('PT', 'prt'),
  ...called('CA', 'can'),
  ...called('AU', 'aus'),
  ...called('NZ', 'nzl'),
  ...called('JP', 'jpn'),
]);

let names: ReadonlyMap<string, string> | null = null;

/**
 * The ISO 3166-1 alpha-2 code of a country.
 * @param text its code, or its name in one of the common languages
 * @returns null when it is no country that is known
 */
export function countryCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  if (countryName(code) !== null) return code;
  const name = plainName(text);
  if (name === '') return null;
  names ??= allNames();
  return ALIASES.get(name) ?? names.get(name) ?? null;
}

function allNames(): Map<string, string> {
  const found = new Map<string, string>();
  for (const language of LANGUAGES) {
    const named = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const { code } of allCountries()) {
      const name = plainName(named.of(code) ?? '');
      if (name !== '' && !found.has(name)) found.set(name, code);
    }
  }
  return found;
}

/** A name by its letters alone, without what stands above and below them. */
function plainName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, '');
}

function called(code: string, words: string): [name: string, code: string][] {
  return words.split(' ').map((name) => [name, code]);
}
