/** The global id under which the Admin API knows a thing that webhooks and rows name by its number. */
export function gidOf(
  type: 'Company' | 'Customer' | 'Order' | 'Product' | 'Segment',
  id: string,
): string {
  return `gid://shopify/${type}/${id}`;
}
