/** The address of the stylesheet of Polaris, for the layout of the admin to link. */
export { default as polarisStyles } from '@shopify/polaris/build/esm/styles.css?url';
