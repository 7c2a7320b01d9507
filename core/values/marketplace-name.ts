/** The name of a marketplace. It is part of table keys, so it must not contain separators. */
export const marketplaceName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/
