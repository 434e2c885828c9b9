import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { isRouteErrorResponse, Link, Outlet, useLoaderData, useRouteError } from '@remix-run/react';
import { NavMenu } from '@shopify/app-bridge-react';
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url';
import { AppProvider } from '@shopify/shopify-app-remix/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { authenticateAdmin } from '#app/shopify/authenticate-admin.server.ts';
import { PageError } from '#app/ui/page-error.tsx';
import { Progress } from '#app/ui/progress.tsx';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: polarisStyles }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await authenticateAdmin(request, context);
  const { SHOPIFY_API_KEY, APP_BRIDGE_URL } = context.services.environment;
  return { apiKey: SHOPIFY_API_KEY, appBridgeUrl: APP_BRIDGE_URL };
}

/** What is loaded here never changes while the app is open; pages authenticate their own requests. */
export function shouldRevalidate() {
  return false;
}

export default function AdminLayout() {
  const { apiKey, appBridgeUrl } = useLoaderData<typeof loader>();
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} __APP_BRIDGE_URL={appBridgeUrl}>
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        <Link to="/app/people">People</Link>
        <Link to="/app/segments">Segments</Link>
        <Link to="/app/predictions">Predictions</Link>
        <Link to="/app/products">Products</Link>
        <Link to="/app/journeys">Journeys</Link>
        <Link to="/app/wholesale">Wholesale</Link>
        <Link to="/app/scoring">Scoring</Link>
        <Link to="/app/settings">Settings</Link>
        <Link to="/app/problems">Problems</Link>
      </NavMenu>
      <Progress />
      <Outlet />
    </AppProvider>
  );
}

/** Shopify's library answers by throwing; its boundary must see those answers. */
export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return boundary.error(error);
  return <PageError />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
