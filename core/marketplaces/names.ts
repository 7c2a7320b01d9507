/** The marketplace of the canary. It has no people and no programs, so that none may have its name. */
export const canaryMarketplace = 'postrider-canary'

/** Whether a name is the router's own, or one that people could confuse with it. */
export function isReserved(name: string): boolean {
  return uniquePartOf(name) === uniquePartOf(canaryMarketplace)
}

/**
 * What is unique among the names: people take `acme-eu`, `acme_eu` and `Acme-EU` for the same, and
 * CloudFormation names resources by letters and digits only.
 */
export function uniquePartOf(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '')
}

/** Why a name cannot be registered: it is taken, or one that people could confuse with it. */
export function nameTaken(name: string, taken: string): string {
  const refusal = `Cannot register the marketplace '${name}'`
  return taken === name
    ? `${refusal}: it is registered already`
    : `${refusal}: it differs from '${taken}' only in case, "-" and "_"`
}
