import { getCountryCode, rawTimeZones } from '@vvo/tzdb';
import type { ProfileState } from './profile-state.ts';
import { zoneOfMostPeople, zoneOfRegion } from './zones-of-regions.ts';

/** The zones (IANA) of each country of which no two show the same time. */
const zonesByCountry = new Map<string, string[]>();
for (const { countryCode, name } of rawTimeZones)
  zonesByCountry.set(countryCode, [...(zonesByCountry.get(countryCode) ?? []), name]);

/**
 * The zone (IANA) that a person's clocks go by, from the country and region of the newest address that is known:
 * - of a country with one clock, that of the country, by `@vvo/tzdb` (the IANA database by country);
 * - of one with several, that of most people of the region, by `zones-of-regions.ts`;
 * - without a region the shop's where the shop is in that country, because most buyers live near by, and else the one in
 *   which most people of the country live;
 * - without a country, or in one without people, the shop's.
 * @param shopZone the shop's zone, IANA
 */
export function personZone(
  { country, region }: Pick<ProfileState, 'country' | 'region'>,
  shopZone: string,
): string {
  if (country === null) return shopZone;
  const code = country.value;
  const [zone = shopZone, ...others] = zonesByCountry.get(code) ?? [];
  if (others.length === 0) return zone;
  // A region that is older than the country is of another address.
  const known =
    region !== null && region.at >= country.at ? zoneOfRegion(code, region.value) : null;
  if (known !== null) return known;
  return getCountryCode(shopZone) === code ? shopZone : (zoneOfMostPeople(code) ?? shopZone);
}
