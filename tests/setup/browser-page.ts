import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { setWindowWidth } from './draw-part.tsx';
import { WAIT_MS } from './never.ts';

// Only for what never ends, as everywhere.
configure({ asyncUtilTimeout: WAIT_MS });

/** What a test drew, asked and stored is gone before the next. */
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  localStorage.clear();
  setWindowWidth('desk');
});
