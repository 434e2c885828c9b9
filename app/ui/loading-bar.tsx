import { useNavigation } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect } from 'react';

/** Shows the admin's own loading bar while a page or form is on its way. */
export function LoadingBar() {
  const bridge = useAppBridge();
  const busy = useNavigation().state !== 'idle';
  useEffect(() => {
    bridge.loading(busy);
  }, [bridge, busy]);
  return null;
}
