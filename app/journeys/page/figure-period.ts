/** The periods that the figures of a journey are shown for, in days. */
export const FIGURE_DAYS = [30, 7, 90] as const;
export type FigureDays = (typeof FIGURE_DAYS)[number];

/** The parameter of the address that names the period. */
export const FIGURE_DAYS_PARAM = 'days';

/** The period in the address of a page; 30 days unless it names another one. */
export function readFigureDays(params: URLSearchParams): FigureDays {
  const named = Number(params.get(FIGURE_DAYS_PARAM));
  return FIGURE_DAYS.find((days) => days === named) ?? FIGURE_DAYS[0];
}

/** A period in words: "last 7 days". */
export function figurePeriod(days: FigureDays): string {
  return `last ${String(days)} days`;
}
