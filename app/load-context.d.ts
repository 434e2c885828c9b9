import type { Services } from '#app/services.server.ts';

declare module '@remix-run/server-runtime' {
  /** What every loader and action gets as `context`; made by app/web.server.ts. */
  interface AppLoadContext {
    services: Services;
    /** Called when the database was unavailable or busy: the page is answered 503 instead of 500. */
    onBusy?: () => void;
  }
}
