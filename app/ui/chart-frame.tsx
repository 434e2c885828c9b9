import { Suspense, useSyncExternalStore, type ReactNode } from 'react';

/** Whether this is a browser never changes. */
function never() {
  return () => undefined;
}

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
  const isInBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <div aria-hidden="true" style={{ minHeight: height, minWidth: width }}>
      {isInBrowser ? <Suspense fallback={null}>{children}</Suspense> : null}
    </div>
  );
}
