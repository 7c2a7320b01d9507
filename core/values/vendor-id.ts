/** The ids of vendors and products, in paths, roles and on the wire. */
export const vendorId = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/
export const notVendorId = 'must be 1 to 64 letters, digits, - and _'
