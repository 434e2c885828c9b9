import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import {
  isRouteErrorResponse,
  Outlet,
  useLoaderData,
  useRouteError,
  type ShouldRevalidateFunctionArgs,
} from '@remix-run/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { permissionsOf } from '#app/access/permissions.ts';
import { AdminNav } from '#app/access/ui/admin-nav.tsx';
import { AppFrame } from '#app/ui/app-frame.tsx';
import { BrokenLayout } from '#app/ui/broken-layout.tsx';
import { polarisStyles } from '#app/ui/polaris-styles.ts';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: polarisStyles }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { role } = await authenticateAdmin(request, context, 'app.open');
  const { SHOPIFY_API_KEY, APP_BRIDGE_URL } = context.services.environment;
  return {
    apiKey: SHOPIFY_API_KEY,
    appBridgeUrl: APP_BRIDGE_URL,
    permissions: permissionsOf(role),
  };
}

/** What is loaded here changes only with a role; pages authenticate their own requests. */
export function shouldRevalidate({ formAction }: ShouldRevalidateFunctionArgs) {
  return formAction?.startsWith('/app/settings/staff') ?? false;
}

export default function AdminLayout() {
  const { apiKey, appBridgeUrl, permissions } = useLoaderData<typeof loader>();
  return (
    <AppFrame
      apiKey={apiKey}
      appBridgeUrl={appBridgeUrl}
      nav={<AdminNav permissions={permissions} />}
    >
      <Outlet />
    </AppFrame>
  );
}

/** Shopify's library also goes on by throwing: a page that fetches a token is no error, and is shown as it is. */
export function ErrorBoundary() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error)) return <BrokenLayout status={500} />;
  return error.status < 400 ? boundary.error(error) : <BrokenLayout status={error.status} />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
