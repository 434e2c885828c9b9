const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Codes that the name list knows but in which no company can be registered. */
const NOT_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);

/** Asked for every address of every delivery; there are 676 codes at most. */
const known = new Map<string, string | null>();

/** The English name of an ISO 3166-1 alpha-2 country, or null when there is no such country. */
export function countryName(code: string): string | null {
  if (!/^[A-Z]{2}$/.test(code)) return null;
  const name = known.get(code) ?? lookUp(code);
  known.set(code, name);
  return name;
}

function lookUp(code: string): string | null {
  if (NOT_COUNTRIES.has(code)) return null;
  // Retired and informal codes (DD, UK) have a name but stand for another code.
  if (new Intl.Locale(`und-${code}`).region !== code) return null;
  return NAMES.of(code) ?? null;
}

/** Every country there is, by its English name. */
export function allCountries(): { code: string; name: string }[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code) => {
      const name = countryName(code);
      return name === null ? [] : [{ code, name }];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
