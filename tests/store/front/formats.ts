/** An amount of minor units as a British shop writes it: `£12.50`. */
export function money(minor: number, currency: string): string {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(minor / 100);
}

/** A moment (epoch milliseconds) in the shop's time zone: `21 Nov 2026, 10:05`. */
export function moment(at: number, timezone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: timezone,
  }).format(at);
}
