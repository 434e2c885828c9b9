import { getCountryCode, rawTimeZones } from '@vvo/tzdb';
import fc from 'fast-check';
import { IANAZone } from 'luxon';
import { expect, test } from 'vitest';
import { personZone } from './person-zone.ts';
import { COUNTRIES_OF_SEVERAL_ZONES, zoneOfMostPeople, zoneOfRegion } from './zones-of-regions.ts';

function address(country: string | null, region: string | null) {
  return {
    country: country === null ? null : { value: country, at: 2 },
    region: region === null ? null : { value: region, at: 2 },
  };
}

test.each([
  ['a country with one clock', 'GB', null, 'America/New_York', 'Europe/London'],
  ['a state', 'US', 'CA', 'America/New_York', 'America/Los_Angeles'],
  ['a state of two zones, by its largest city', 'US', 'TN', 'Europe/London', 'America/Chicago'],
  ['a state of the zone of most', 'US', 'NY', 'America/Los_Angeles', 'America/New_York'],
  ['a territory that Shopify lists as a state', 'US', 'GU', 'Europe/London', 'Pacific/Guam'],
  ['a province without summer time', 'CA', 'SK', 'America/Toronto', 'America/Regina'],
  ['a state with spaces in its code', 'MX', 'Q ROO', 'Europe/London', 'America/Cancun'],
  ['a region with its country before it', 'PT', 'PT-20', 'Europe/Lisbon', 'Atlantic/Azores'],
  ['the Canary Islands', 'ES', 'GC', 'Europe/Madrid', 'Atlantic/Canary'],
  ['the mainland of Spain', 'ES', 'M', 'Europe/London', 'Europe/Madrid'],
  ['no region, in the country of the shop', 'US', null, 'America/Denver', 'America/Denver'],
  ['no region, in another country', 'US', null, 'Europe/London', 'America/New_York'],
  ['no country', null, 'CA', 'Europe/London', 'Europe/London'],
  ['what is no country', 'Narnia', null, 'Europe/London', 'Europe/London'],
  ['a country without people', 'AQ', null, 'Europe/London', 'Europe/London'],
])('a person with %s has its zone', (_name, country, region, shopZone, zone) => {
  expect(personZone(address(country, region), shopZone)).toBe(zone);
});

test('a region that is older than the country is of another address, and says nothing', () => {
  const moved = { country: { value: 'US', at: 3 }, region: { value: 'WA', at: 2 } };
  expect(personZone(moved, 'Europe/London')).toBe('America/New_York');
});

test('every country with several clocks and people has its regions, in zones of its own', () => {
  const counts = new Map<string, number>();
  for (const { countryCode } of rawTimeZones)
    counts.set(countryCode, (counts.get(countryCode) ?? 0) + 1);
  const several = [...counts].filter(([, count]) => count > 1).map(([country]) => country);
  const withoutPeople = ['AQ', 'UM'];
  expect([...COUNTRIES_OF_SEVERAL_ZONES].sort()).toEqual(
    several.filter((country) => !withoutPeople.includes(country)).sort(),
  );
  for (const country of COUNTRIES_OF_SEVERAL_ZONES)
    expect(getCountryCode(zoneOfMostPeople(country) ?? ''), country).toBe(country);
});

test('whatever is known of an address, the zone is one that clocks can be set by', () => {
  const text = fc.oneof(fc.constantFrom(...COUNTRIES_OF_SEVERAL_ZONES), fc.string());
  const region = fc.oneof(fc.stringMatching(/^[A-Z0-9]{1,4}$/), fc.string());
  fc.assert(
    fc.property(fc.option(text), fc.option(region), (country, code) => {
      const zone = personZone(address(country, code), 'Europe/London');
      expect(IANAZone.isValidZone(zone), zone).toBe(true);
    }),
    { numRuns: 500 },
  );
  expect(zoneOfRegion('GB', 'LND')).toBe(null);
});
