import { useSearchParams } from '@remix-run/react';
import { Select } from '@shopify/polaris';
import {
  FIGURE_DAYS,
  FIGURE_DAYS_PARAM,
  figurePeriod,
  type FigureDays,
} from '#app/journeys/page/figure-period.ts';

const OPTIONS = [...FIGURE_DAYS]
  .sort((a, b) => a - b)
  .map((days) => ({ value: String(days), label: `Figures of the ${figurePeriod(days)}` }));

/** Chooses the period of the figures of a journey, which stands in the address of the page. */
export function PeriodField({ days }: { days: FigureDays }) {
  const [, setParams] = useSearchParams();
  return (
    <Select
      label="Period of the figures"
      labelHidden
      options={OPTIONS}
      value={String(days)}
      onChange={(chosen) =>
        setParams(
          (params) => {
            const next = new URLSearchParams(params);
            next.set(FIGURE_DAYS_PARAM, chosen);
            return next;
          },
          { replace: true, preventScrollReset: true },
        )
      }
    />
  );
}
