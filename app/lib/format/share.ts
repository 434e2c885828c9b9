import { memoizeFormats } from './memoize-formats.ts';
import { LOCALE, NO_VALUE } from './locale.ts';
import { formatNumber } from './number.ts';

const formats = memoizeFormats(
  (locale: string, places: number) =>
    new Intl.NumberFormat(locale, {
      style: 'percent',
      maximumFractionDigits: places,
      signDisplay: 'negative',
    }),
);

/**
 * A share of a whole in percent: `12 %`. Only nothing is 0 % and only all is 100 %: between them it says
 * `less than 1 %` and `more than 99 %`.
 * @param share 1 is all
 * @param places digits after the point at most
 * @returns a dash for what is no number
 */
export function formatShare(share: number, places = 0, locale = LOCALE): string {
  if (!Number.isFinite(share)) return NO_VALUE;
  const text = percent(share, places, locale);
  const step = 10 ** -(places + 2);
  if (share > 0 && text === percent(0, places, locale))
    return `less than ${percent(step, places, locale)}`;
  if (share < 1 && text === percent(1, places, locale))
    return `more than ${percent(1 - step, places, locale)}`;
  return text;
}

/** How many of how many, as a share of them: `12 %`; a dash where there are none to be a share of. */
export function formatShareOf(part: number, whole: number, places = 0, locale = LOCALE): string {
  return formatShare(part / whole, places, locale);
}

/** How many of how many, in numbers and as a share: `3 of 1,204 (less than 1 %)`. */
export function formatPartOf(part: number, whole: number, locale = LOCALE): string {
  const numbers = `${formatNumber(part, undefined, locale)} of ${formatNumber(whole, undefined, locale)}`;
  return whole === 0 ? numbers : `${numbers} (${formatShareOf(part, whole, 0, locale)})`;
}

function percent(share: number, places: number, locale: string): string {
  return formats(locale, places).format(share).replace(/\s*%/, ' %');
}
