import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * A phone number the way we compare and store it: E.164, such as `+442079460000`. An extension is left out.
 * @param region ISO 3166-1 alpha-2 country of the person who wrote it, for numbers without a country code
 * @returns null when the text is no number at which a person could be reached
 */
export function normalPhone(text: string, region: string | null): string | null {
  const home = region !== null && isSupportedCountry(region) ? region : undefined;
  const number = parsePhoneNumberFromString(text, home);
  if (!number?.isPossible() || ONE_DIGIT.test(number.nationalNumber)) return null;
  return number.number;
}

/** People who do not want to give theirs write 000000. */
const ONE_DIGIT = /^(\d)\1*$/;
