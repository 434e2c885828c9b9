/** One part of the store's web face: answers a request, or undefined when the path is not its own. */
export type StoreRoute = (
  request: Request,
  url: URL,
) => Response | undefined | Promise<Response | undefined>;

/** Asks the routes in turn; the first answer wins, otherwise 404. */
export function dispatch(routes: readonly StoreRoute[]): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    for (const route of routes) {
      const response = await route(request, url);
      if (response) return response;
    }
    return Response.json(
      { error: `The local store has nothing at ${url.pathname}` },
      { status: 404 },
    );
  };
}
