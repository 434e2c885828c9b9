import ipaddr from 'ipaddr.js';

/** Azure's host agent, which gives out credentials: public by its registry entry, but inside each network there. */
const AZURE_AGENT = '168.63.129.16';

/** All that is assigned to the public internet over IPv6. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an address is on the public internet. Private, loopback, link-local, shared (CGNAT), multicast and reserved ones are
 * not, nor those that carry an IPv4 address inside: mapped, NAT64, 6to4, Teredo.
 * @param address as a resolver gives it; anything else is not public
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  // The library reads spellings that no resolver writes, such as 0x7f.1.
  if (parsed.kind() === 'ipv4' && parsed.toString() !== address) return false;
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' ? address !== AZURE_AGENT : parsed.match(GLOBAL_UNICAST);
}

/** Whether an address is this machine itself. */
export function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback';
}
