/** Answers a storefront page; every page carries the app embed, as when a merchant turned it on. */
export type ShowPage = (
  request: Request,
  template: string,
  values: Record<string, unknown> & { title: string },
  init?: ResponseInit,
) => Promise<Response>;
