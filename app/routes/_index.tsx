import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { launchParameters } from '#app/shopify/launch-parameters.ts';

export const meta: MetaFunction = () => [{ title: 'Tendril' }];

/** Shopify opens the app at its root, with the shop in the query. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  if (searchParams.has('shop')) throw redirect(`/app?${launchParameters(searchParams).toString()}`);
  return null;
}

/** For those who come without a shop. Shopify forbids asking for the shop's address here. */
export default function Landing() {
  return (
    <main
      style={{
        fontFamily: 'system-ui, sans-serif',
        maxWidth: '36rem',
        margin: '4rem auto',
        padding: '0 1rem',
      }}
    >
      <h1>Tendril</h1>
      <p>
        Tendril keeps one live profile per person and nurtures carts, customers and wholesale leads.
      </p>
      <p>
        It works inside the Shopify admin: install it from the Shopify App Store, or open it from
        the Apps menu of your store.
      </p>
    </main>
  );
}
