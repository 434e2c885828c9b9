/**
 * A country whose clocks differ: the zone in which most of its people live, and the others, each with its regions. A
 * region that is not named goes by `most`.
 */
type CountryZones = { most: string; others: Record<string, string> };

/**
 * Zones (IANA) of countries that have several, with regions by the codes that Shopify sends, which are those of ISO 3166-2
 * without the country. Source: the comments of `zone.tab` in the IANA time zone database, release 2026; a region that two
 * zones share (Florida, Kentucky, Tennessee, Idaho, both Dakotas, Nunavut) goes by the one of its largest city.
 */
const ZONES: Record<string, CountryZones> = {
  US: {
    most: 'America/New_York',
    others: {
      'America/Chicago': 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI',
      'America/Denver': 'CO MT NM UT WY',
      'America/Boise': 'ID',
      'America/Phoenix': 'AZ',
      'America/Los_Angeles': 'CA NV OR WA',
      'America/Anchorage': 'AK',
      'Pacific/Honolulu': 'HI',
      'America/Puerto_Rico': 'PR VI',
      'Pacific/Guam': 'GU MP',
      'Pacific/Pago_Pago': 'AS',
    },
  },
  CA: {
    most: 'America/Toronto',
    others: {
      'America/St_Johns': 'NL',
      'America/Halifax': 'NS PE',
      'America/Moncton': 'NB',
      'America/Winnipeg': 'MB',
      'America/Regina': 'SK',
      'America/Edmonton': 'AB NT',
      'America/Vancouver': 'BC',
      'America/Whitehorse': 'YT',
    },
  },
  AU: {
    most: 'Australia/Sydney',
    others: {
      'Australia/Brisbane': 'QLD',
      'Australia/Adelaide': 'SA',
      'Australia/Darwin': 'NT',
      'Australia/Perth': 'WA',
    },
  },
  BR: {
    most: 'America/Sao_Paulo',
    others: {
      'America/Cuiaba': 'MT',
      'America/Campo_Grande': 'MS',
      'America/Manaus': 'AM RO RR',
      'America/Rio_Branco': 'AC',
    },
  },
  MX: {
    most: 'America/Mexico_City',
    others: {
      'America/Tijuana': 'BC BCN',
      'America/Mazatlan': 'BCS NAY SIN',
      'America/Hermosillo': 'SON',
      'America/Cancun': 'QROO ROO',
    },
  },
  RU: {
    most: 'Europe/Moscow',
    others: {
      'Europe/Kaliningrad': 'KGD',
      'Europe/Samara': 'AST SAM SAR UD ULY',
      'Asia/Yekaterinburg': 'BA CHE KGN KHM ORE PER SVE TYU YAN',
      'Asia/Omsk': 'OMS',
      'Asia/Novosibirsk': 'AL ALT KEM KK KYA NVS TOM TY',
      'Asia/Irkutsk': 'BU IRK',
      'Asia/Yakutsk': 'AMU SA ZAB',
      'Asia/Vladivostok': 'KHA PRI YEV',
      'Asia/Magadan': 'MAG SAK',
      'Asia/Kamchatka': 'CHU KAM',
    },
  },
  ID: {
    most: 'Asia/Jakarta',
    others: {
      'Asia/Makassar': 'BA GO KI KS KU NB NT SA SG SN SR ST',
      'Asia/Jayapura': 'MA MU PA PB PD PE PS PT',
    },
  },
  CD: {
    most: 'Africa/Lubumbashi',
    others: { 'Africa/Kinshasa': 'BC EQ KG KL KN MN MO NU SU TU' },
  },
  CL: { most: 'America/Santiago', others: { 'America/Punta_Arenas': 'AI MA' } },
  CN: { most: 'Asia/Shanghai', others: {} },
  EC: { most: 'America/Guayaquil', others: { 'Pacific/Galapagos': 'W' } },
  ES: { most: 'Europe/Madrid', others: { 'Atlantic/Canary': 'CN GC TF' } },
  FM: { most: 'Pacific/Chuuk', others: { 'Pacific/Pohnpei': 'KSA PNI' } },
  GL: { most: 'America/Nuuk', others: {} },
  KI: { most: 'Pacific/Tarawa', others: { 'Pacific/Kiritimati': 'L', 'Pacific/Kanton': 'P' } },
  MN: { most: 'Asia/Ulaanbaatar', others: { 'Asia/Hovd': '043 046 071' } },
  NZ: { most: 'Pacific/Auckland', others: { 'Pacific/Chatham': 'CIT' } },
  PF: { most: 'Pacific/Tahiti', others: {} },
  PG: { most: 'Pacific/Port_Moresby', others: { 'Pacific/Bougainville': 'NSB' } },
  PT: { most: 'Europe/Lisbon', others: { 'Atlantic/Azores': '20', 'Atlantic/Madeira': '30' } },
  UA: { most: 'Europe/Kyiv', others: { 'Europe/Simferopol': '40 43' } },
};

const regionsByCountry: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(ZONES).map(([country, { others }]) => [
    country,
    new Map(
      Object.entries(others).flatMap(([zone, codes]) =>
        codes.split(' ').map((code): [string, string] => [code, zone]),
      ),
    ),
  ]),
);

/** Every country whose clocks differ. */
export const COUNTRIES_OF_SEVERAL_ZONES: ReadonlySet<string> = new Set(Object.keys(ZONES));

/** The zone of most people of a country whose clocks differ; null for any other country. */
export function zoneOfMostPeople(country: string): string | null {
  return COUNTRIES_OF_SEVERAL_ZONES.has(country) ? (ZONES[country]?.most ?? null) : null;
}

/**
 * The zone of a region of a country whose clocks differ; null for any other country.
 * @param region with its country (`PT-20`) or without, in any case and with any spaces (`Q ROO`)
 */
export function zoneOfRegion(country: string, region: string): string | null {
  const code = region
    .toUpperCase()
    .replace(`${country}-`, '')
    .replace(/[^A-Z0-9]/g, '');
  return regionsByCountry.get(country)?.get(code) ?? zoneOfMostPeople(country);
}
