/** The names of the roles that the router may assume, in any account, as a pattern of IAM. */
export const roleNamePattern = 'postrider-*'
