import { clientAddresses, type ClientAddresses } from '#app/http/client-address.ts';

/** The addresses of a request that came through one proxy of ours, as the web process finds them. */
export function addressesOf(request: Request, socketAddress = '10.0.0.1'): ClientAddresses {
  const forwardedFor = request.headers.get('x-forwarded-for');
  return clientAddresses({ socketAddress, forwardedFor }, 1);
}
