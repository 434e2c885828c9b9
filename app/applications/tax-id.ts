import { entityValidators, type Validator } from 'stdnum';

/**
 * - `valid`: a business number of that country whose check digits are right.
 * - `unconfirmed`: it may be one; the country's rules are unknown or a check digit is wrong.
 * - `malformed`: no business number of that country looks like this.
 */
export type TaxIdStatus = 'valid' | 'unconfirmed' | 'malformed';

const PLAUSIBLE = /^[A-Z0-9][A-Z0-9 ./-]{3,38}$/;
const REGISTRIES: Record<string, Validator[] | undefined> = entityValidators;

/** The shape is right and only a check digit or a part of the number is not. */
const NEAR_MISSES = new Set(['InvalidChecksum', 'InvalidComponent']);

/**
 * Checks a tax id against the formats of its country. Says nothing of whether it is registered.
 * @param country ISO 3166-1 alpha-2
 */
export function checkTaxId(country: string, taxId: string): TaxIdStatus {
  const number = taxId.trim().toUpperCase();
  if (!PLAUSIBLE.test(number)) return 'malformed';
  const registries = REGISTRIES[country];
  if (!registries) return 'unconfirmed';
  const results = registries.map((registry) => registry.validate(number));
  if (results.some((result) => result.isValid)) return 'valid';
  const isPossible = results.some((result) => NEAR_MISSES.has(result.error?.name ?? ''));
  return isPossible ? 'unconfirmed' : 'malformed';
}
