const secretNames = new Set(['token', 'password', 'clientSecret', 'signingSecret'])

/** A setting as JSON, without the secrets in it; an absent one has its default. */
export function shownSetting(name: string, value: unknown): string {
  if (value === undefined) return '(default)'
  return JSON.stringify(secretNames.has(name) ? '***' : withoutSecrets(value))
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  const isSecretHeader = 'secret' in value && value.secret === true
  const members = Object.entries(value).map(([name, member]) => {
    if (name === 'secretParameters') return [name, '***'] as const
    const isSecret = secretNames.has(name) || (isSecretHeader && name === 'value')
    return [name, isSecret ? '***' : withoutSecrets(member)] as const
  })
  return Object.fromEntries(members)
}
