import { Suspense, type ReactNode } from 'react';
import { useIsInBrowser } from './use-is-in-browser.ts';

export type ChartFrameProps = {
  /** Pixels reserved, so that nothing jumps when the chart loads. */
  height: number;
  width?: number;
  children: ReactNode;
};

/**
 * Where a lazily loaded chart stands. The library is as large as the rest of a page: the words are there before
 * it, and no server loads it. Hidden from screen readers, which read the words or the table beside it.
 */
export function ChartFrame({ height, width, children }: ChartFrameProps) {
  const isInBrowser = useIsInBrowser();
  return (
    <div aria-hidden="true" style={{ minHeight: height, minWidth: width }}>
      {isInBrowser ? <Suspense fallback={null}>{children}</Suspense> : null}
    </div>
  );
}
